package org.lumoauth.oauth.server.endpoint;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.AuthenticatedClient;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.UnprovenRefusals;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says which refused token requests are recorded. */
@Component(service = RefusedRequests.class)
public final class RefusedRequests {

  /** What tells a client to come again (RFC 8628 section 3.5, RFC 9449 section 8): no refusal. */
  private static final Set<String> COME_AGAIN =
      Set.of("authorization_pending", "slow_down", "use_dpop_nonce");

  private final UnprovenRefusals refusals;

  @Activate
  public RefusedRequests(@Reference UnprovenRefusals refusals) {
    this.refusals = refusals;
  }

  /**
   * Whether a refusal is to be recorded. Public clients wait by asking again and again, and anybody
   * can: that is neither recorded nor counted.
   *
   * @param client how it was authenticated, if it was
   * @throws org.lumoauth.api.web.Problem 429 {@code rate_limit_exceeded}, to be answered in its
   *     place, if too many such requests came from this network
   */
  boolean recorded(Exchange exchange, Optional<AuthenticatedClient> client, OAuthError refusal) {
    if (client.isPresent()
        && UnprovenRefusals.unproven(client)
        && COME_AGAIN.contains(refusal.code())) {
      return false;
    }
    refusals.count(exchange, client, refusal);
    return true;
  }
}
