package org.lumoauth.platform.http;

import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.lumoauth.api.web.StreamedRoutes;

/** Knows the requests that read their body as a stream. */
final class StreamedRequests {
  private final Supplier<StreamedRoutes> routes;

  /**
   * @param routes gives null while no bundle tells which routes do
   */
  StreamedRequests(Supplier<StreamedRoutes> routes) {
    this.routes = routes;
  }

  boolean contains(Request request) {
    StreamedRoutes now = routes.get();
    return now != null && now.isStreamed(request.getMethod(), request.getHttpURI().getPath());
  }
}
