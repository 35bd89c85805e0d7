/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http.body;

import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.lumoauth.api.web.StreamedBodyRouteMatcher;

/** Determines whether a request reads its body as a stream. */
public final class StreamedRequestMatcher {
  private final Supplier<StreamedBodyRouteMatcher> routes;

  /**
   * @param routes returns null while no bundle provides a matcher
   */
  public StreamedRequestMatcher(Supplier<StreamedBodyRouteMatcher> routes) {
    this.routes = routes;
  }

  boolean contains(Request request) {
    StreamedBodyRouteMatcher now = routes.get();
    return now != null && now.isStreamed(request.getMethod(), request.getHttpURI().getPath());
  }
}
