package org.lumoauth.platform.web;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.AuthenticationFailureThrottle;
import org.lumoauth.api.oauth.AuthenticatedClient;
import org.lumoauth.api.oauth.OAuthException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Slows down who is refused without having proven anything, whatever they sent: each refusal is a
 * record, and so many of them fill a disk. Asked before a refusal is recorded.
 */
@Component(service = UnauthenticatedRefusalThrottle.class)
public final class UnauthenticatedRefusalThrottle {

  private static final String KIND = "request";
  private static final String PUBLIC = "none";
  private static final int UNAUTHENTICATED = 401;

  /** From this status on: what can't be answered now, whoever asks. */
  private static final int OUR_FAULT = 500;

  /** What tells a client to come again (RFC 8628 section 3.5, RFC 9449 section 8): no refusal. */
  private static final Set<String> COME_AGAIN =
      Set.of("authorization_pending", "slow_down", "use_dpop_nonce");

  private final AuthenticationFailureThrottle attempts;

  @Activate
  public UnauthenticatedRefusalThrottle(@Reference AuthenticationFailureThrottle attempts) {
    this.attempts = attempts;
  }

  /** Whether anybody might have made the request: a public client's id is no secret. */
  public static boolean isUnauthenticated(Optional<AuthenticatedClient> client) {
    return client.filter(known -> !known.method().equals(PUBLIC)).isEmpty();
  }

  /**
   * Counts what somebody was refused of whom nothing is known.
   *
   * @throws org.lumoauth.api.web.ApiException 429 {@code rate_limit_exceeded}, to be answered in
   *     place of the refusal and not recorded, if there were too many from this network
   */
  public void count(HttpExchange exchange) {
    attempts.recordFailure(
        new AuthenticationFailureThrottle.CredentialAttempt(
            exchange.tenant().id(), KIND, "", exchange.view().remoteAddress()));
  }

  /**
   * Counts what a client was refused, unless it proved who it is or is to come again, and says
   * whether that is to be recorded. Where its authentication is what failed (401) that was counted
   * as it did. What tells somebody who proved nothing to come again is not recorded: anybody can
   * have it said again and again, and it is not counted.
   *
   * @param client how it was authenticated, if it was
   * @throws org.lumoauth.api.web.ApiException 429 as above
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
