package org.lumoauth.platform.web;

import java.io.IOException;

/**
 * An endpoint that the door calls directly, for requests that are too many for JAX-RS. Registered
 * as a service with {@link org.lumoauth.api.web.WebProperties#ROUTES}, each route with its method
 * in front: {@code POST ~/oauth/token}. It authenticates through the exchange; what it throws is
 * answered in the common error format.
 */
public interface HotEndpoint {

  /** Answers the request. */
  void handle(Exchange exchange) throws IOException;
}
