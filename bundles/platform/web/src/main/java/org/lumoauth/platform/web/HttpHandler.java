package org.lumoauth.platform.web;

import java.io.IOException;

/**
 * An endpoint that the door calls directly, for requests that are too many for JAX-RS. Registered
 * as a service with {@link org.lumoauth.api.web.EndpointServiceProperties#ROUTES}, each route with
 * its method in front: {@code POST ~/oauth/token}. A route is the whole path: a segment {@code *}
 * stands for any one segment, and so does {@code {storeId}}, which has a name in the API's
 * description; a last segment {@code **} for any number of them. Who may call is said by {@link
 * org.lumoauth.api.web.EndpointServiceProperties#GUARD}. What it throws is answered in the common
 * error format.
 */
public interface HttpHandler {

  /** One line for the API's description that says what the operation does, without a full stop. */
  String SUMMARY = "lumoauth.web.summary";

  /** The form of every error response of the endpoint's routes, if not the common one. */
  String ERRORS = "lumoauth.web.errors";

  /**
   * A value of {@link #ERRORS}: error bodies have the members of {@link OAuthErrorBody} and no
   * others.
   */
  String OAUTH_ERRORS = "oauth";

  /** Answers the request. */
  void handle(HttpExchange exchange) throws IOException;
}
