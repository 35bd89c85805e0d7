/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web;

import java.io.IOException;
import org.lumoauth.platform.web.oauth.OAuthErrorBody;

/**
 * An endpoint that the dispatcher calls directly, for request rates that are too high for JAX-RS.
 * Register it as a service with {@link org.lumoauth.api.web.EndpointServicePropertyNames#ROUTES};
 * each route starts with its method: {@code POST ~/oauth/token}. A route matches the whole path: a
 * segment {@code *} or {@code {storeId}} matches any one segment (the latter has a name in the
 * OpenAPI document), and a last segment {@code **} matches any number of segments. {@link
 * org.lumoauth.api.web.EndpointServicePropertyNames#GUARD} declares the access guard. Exceptions
 * are sent in the common error format.
 */
public interface HttpHandler {

  /**
   * The summary of the endpoint's operations in the OpenAPI document: one line without a full stop.
   * If the operations differ, declare several values; each starts with the method or the route that
   * it describes and a colon: {@code GET: Show the profile}, {@code POST ~/oauth/par: Push a
   * request}.
   */
  String SUMMARY = "lumoauth.web.summary";

  /** The error response format of the endpoint's routes, if it is not the common one. */
  String ERRORS = "lumoauth.web.errors";

  /** A value of {@link #ERRORS}: error bodies have only the members of {@link OAuthErrorBody}. */
  String OAUTH_ERRORS = "oauth";

  /** Handles the request. */
  void handle(HttpExchange exchange) throws IOException;
}
