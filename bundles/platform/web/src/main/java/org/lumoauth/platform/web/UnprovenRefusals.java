package org.lumoauth.platform.web;

import java.util.Optional;
import org.lumoauth.api.authn.FailedAttempts;
import org.lumoauth.api.oauth.AuthenticatedClient;
import org.lumoauth.api.oauth.OAuthError;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Slows down who is refused without having proven anything, whatever they sent: each refusal is a
 * record, and so many of them fill a disk. Asked before a refusal is recorded.
 */
@Component(service = UnprovenRefusals.class)
public final class UnprovenRefusals {

  private static final String KIND = "request";
  private static final String PUBLIC = "none";
  private static final int UNAUTHENTICATED = 401;

  private final FailedAttempts attempts;

  @Activate
  public UnprovenRefusals(@Reference FailedAttempts attempts) {
    this.attempts = attempts;
  }

  /** Whether anybody might have made the request: a public client's id is no secret. */
  public static boolean unproven(Optional<AuthenticatedClient> client) {
    return client.filter(known -> !known.method().equals(PUBLIC)).isEmpty();
  }

  /**
   * Counts what somebody was refused of whom nothing is known.
   *
   * @throws org.lumoauth.api.web.Problem 429 {@code rate_limit_exceeded}, to be answered in place
   *     of the refusal and not recorded, if there were too many from this network
   */
  public void count(Exchange exchange) {
    attempts.failed(
        new FailedAttempts.Attempt(
            exchange.tenant().id(), KIND, "", exchange.view().remoteAddress()));
  }

  /**
   * Counts what a client was refused, unless it proved who it is. Where its authentication is what
   * failed (401) that was counted as it did.
   *
   * @param client how it was authenticated, if it was
   * @throws org.lumoauth.api.web.Problem 429 as above
   */
  public void count(Exchange exchange, Optional<AuthenticatedClient> client, OAuthError refusal) {
    if (unproven(client) && refusal.status() != UNAUTHENTICATED) {
      count(exchange);
    }
  }
}
