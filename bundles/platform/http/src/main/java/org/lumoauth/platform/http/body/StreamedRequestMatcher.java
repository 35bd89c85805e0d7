package org.lumoauth.platform.http.body;

import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.lumoauth.api.web.StreamedRouteMatcher;

/** Determines whether a request reads its body as a stream. */
public final class StreamedRequestMatcher {
  private final Supplier<StreamedRouteMatcher> routes;

  /**
   * @param routes returns null while no bundle provides a matcher
   */
  public StreamedRequestMatcher(Supplier<StreamedRouteMatcher> routes) {
    this.routes = routes;
  }

  boolean contains(Request request) {
    StreamedRouteMatcher now = routes.get();
    return now != null && now.isStreamed(request.getMethod(), request.getHttpURI().getPath());
  }
}
