package org.lumoauth.oauth.par;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.AuthenticatedClient;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.NetworkKey;
import org.lumoauth.platform.web.UnauthenticatedRefusalThrottle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * How much is kept for whom: each request that is pushed is a row, and in the name of a public
 * client anybody pushes.
 */
@Component(service = PushedRequestLimits.class)
public final class PushedRequestLimits {

  /** As many as the authorization endpoint takes of one address. */
  static final AttemptLimit OF_ANYBODY = new AttemptLimit(600, Duration.ofMinutes(1));

  /** Names and values together, in characters. */
  static final int MAX_LENGTH = 32_768;

  private static final String KIND = "pushed-authorization-request";

  private final AttemptLimiter limiter;

  @Activate
  public PushedRequestLimits(@Reference AttemptLimiter limiter) {
    this.limiter = limiter;
  }

  /**
   * Counts a request that is about to be kept.
   *
   * @throws ApiException 429 {@code rate_limit_exceeded} if too many were pushed from this network
   *     in the name of a client that proves nothing
   */
  void count(HttpExchange exchange, AuthenticatedClient client) {
    if (!UnauthenticatedRefusalThrottle.isUnauthenticated(Optional.of(client))) {
      return;
    }
    TenantContext tenant = exchange.tenant();
    String who = client.client().clientId() + " " + NetworkKey.of(exchange.view().remoteAddress());
    Optional<Instant> until = limiter.count(tenant, KIND, who, OF_ANYBODY);
    if (until.isPresent()) {
      throw ApiException.rateLimited(
          "Too many requests were pushed; try again later.", OF_ANYBODY.attempts(), until.get());
    }
  }

  /**
   * Refuses what is too much to be kept.
   *
   * @throws OAuthException {@code invalid_request}
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
          "The request has more than " + MAX_LENGTH + " characters.");
    }
  }
}
