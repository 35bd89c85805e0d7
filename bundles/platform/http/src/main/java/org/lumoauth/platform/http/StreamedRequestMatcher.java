package org.lumoauth.platform.http;

import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.lumoauth.api.web.StreamedRouteMatcher;

/** Knows the requests that read their body as a stream. */
final class StreamedRequestMatcher {
  private final Supplier<StreamedRouteMatcher> routes;

  /**
   * @param routes gives null while no bundle tells which routes do
   */
  StreamedRequestMatcher(Supplier<StreamedRouteMatcher> routes) {
    this.routes = routes;
  }

  boolean contains(Request request) {
    StreamedRouteMatcher now = routes.get();
    return now != null && now.isStreamed(request.getMethod(), request.getHttpURI().getPath());
  }
}
