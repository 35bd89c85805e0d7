/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.par;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.AuthenticatedClient;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.address.ClientNetworkKey;
import org.lumoauth.platform.web.guard.UnauthenticatedRefusalThrottle;

/**
 * Limits the number and size of stored requests: each pushed request is a row, and requests of
 * public clients are not authenticated.
 */
final class PushedRequestLimiter {

  /** The same limit as for requests of one address at the authorization endpoint. */
  static final AttemptLimit OF_ANYBODY = new AttemptLimit(600, Duration.ofMinutes(1));

  /** The maximum total length of names and values in characters. */
  static final int MAX_LENGTH = 32_768;

  private static final String KIND = "pushed-authorization-request";

  private final AttemptLimiter limiter;

  PushedRequestLimiter(AttemptLimiter limiter) {
    this.limiter = limiter;
  }

  /**
   * Counts a request before it is stored.
   *
   * @throws ApiException 429 {@code rate_limit_exceeded} if too many requests of unauthenticated
   *     clients were pushed from this network
   */
  void count(HttpExchange exchange, AuthenticatedClient client) {
    if (!UnauthenticatedRefusalThrottle.isUnauthenticated(Optional.of(client))) {
      return;
    }
    TenantContext tenant = exchange.tenant();
    String who =
        client.client().clientId() + " " + ClientNetworkKey.of(exchange.view().remoteAddress());
    Optional<Instant> until = limiter.count(tenant, KIND, who, OF_ANYBODY);
    if (until.isPresent()) {
      throw ApiException.rateLimited(
          "Too many authorization requests were pushed. Try again after the time in "
              + "the Retry-After header.",
          OF_ANYBODY.attempts(),
          until.get());
    }
  }

  /**
   * Refuses a request that is too large to store.
   *
   * @throws OAuthException {@code invalid_request} if the request is too large
   */
  static void requireBounded(Map<String, List<String>> parameters) {
    long length = 0;
    for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
      for (String value : parameter.getValue()) {
        length += parameter.getKey().length() + value.length();
      }
    }
    if (length > MAX_LENGTH) {
      throw OAuthException.invalidRequest(
          "The request must not be longer than " + MAX_LENGTH + " characters.");
    }
  }
}
