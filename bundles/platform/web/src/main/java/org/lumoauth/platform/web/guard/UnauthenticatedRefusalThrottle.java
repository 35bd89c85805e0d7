/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.guard;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.AuthenticationFailureThrottle;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.AuthenticatedClient;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Throttles clients that are rejected without proof of identity. Each rejection creates an audit
 * record, and too many of them fill a disk. Call it before a rejection is recorded.
 */
@Component(service = UnauthenticatedRefusalThrottle.class)
public final class UnauthenticatedRefusalThrottle {

  private static final String KIND = "request";
  private static final String PUBLIC = "none";
  private static final int UNAUTHENTICATED = 401;

  /** From this status on the server is at fault. */
  private static final int OUR_FAULT = 500;

  /**
   * Errors that ask the client to retry (RFC 8628 section 3.5, RFC 9449 section 8) and are not
   * rejections.
   */
  private static final Set<String> COME_AGAIN =
      Set.of("authorization_pending", "slow_down", "use_dpop_nonce");

  private final AuthenticationFailureThrottle attempts;

  @Activate
  public UnauthenticatedRefusalThrottle(@Reference AuthenticationFailureThrottle attempts) {
    this.attempts = attempts;
  }

  /**
   * Returns whether the request could come from anyone: the id of a public client is not a secret.
   */
  public static boolean isUnauthenticated(Optional<AuthenticatedClient> client) {
    return client.filter(known -> !known.method().equals(PUBLIC)).isEmpty();
  }

  /**
   * Counts a rejection of an unidentified caller.
   *
   * @throws org.lumoauth.api.web.ApiException 429 {@code rate_limit_exceeded}, to be sent instead
   *     of the rejection and not recorded, if there were too many from this network
   */
  public void count(HttpExchange exchange) {
    attempts.recordFailure(
        new AuthenticationFailureThrottle.CredentialAttempt(
            exchange.tenant().id(), KIND, "", exchange.view().remoteAddress()));
  }

  /**
   * Counts a rejection of a client, unless the client proved its identity or is asked to retry, and
   * returns whether to record the rejection. Failed client authentication (401) was counted when it
   * failed. A response that asks an unauthenticated client to retry is neither counted nor
   * recorded, because anyone can trigger it repeatedly.
   *
   * @param client the authenticated client, if any
   * @throws org.lumoauth.api.web.ApiException 429 {@code rate_limit_exceeded}, as in {@link #count}
   */
  public boolean countAndDecideRecording(
      HttpExchange exchange, Optional<AuthenticatedClient> client, OAuthException refusal) {
    Optional<AuthenticatedClient> known = client.or(refusal::client);
    if (!isUnauthenticated(known)) {
      return true;
    }
    if (refusal.status() >= OUR_FAULT || COME_AGAIN.contains(refusal.code())) {
      return false;
    }
    if (known.isPresent() || refusal.status() != UNAUTHENTICATED) {
      count(exchange);
    }
    return true;
  }
}
