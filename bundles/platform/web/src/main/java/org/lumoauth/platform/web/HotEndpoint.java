package org.lumoauth.platform.web;

import java.io.IOException;

/**
 * An endpoint that the door calls directly, for requests that are too many for JAX-RS. Registered
 * as a service with {@link org.lumoauth.api.web.WebProperties#ROUTES}, each route with its method
 * in front: {@code POST ~/oauth/token}. A route is the whole path: a segment {@code *} stands for
 * any one segment, a last segment {@code **} for any number of them. Who may call is said by {@link
 * org.lumoauth.api.web.WebProperties#GUARD}. What it throws is answered in the common error format.
 */
public interface HotEndpoint {

  /** Answers the request. */
  void handle(Exchange exchange) throws IOException;
}
