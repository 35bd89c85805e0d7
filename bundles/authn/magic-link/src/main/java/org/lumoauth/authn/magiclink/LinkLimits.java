package org.lumoauth.authn.magiclink;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.Bound;
import org.lumoauth.api.store.AttemptLimiter.Limit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Network;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * How often links may be asked for, and be sent to one person. A browser that the owner of the
 * account has signed in by counts for itself: whoever asks for links to somebody else's address
 * takes none from its owner.
 */
@Component(service = LinkLimits.class)
public final class LinkLimits {
  static final Limit KNOWN_BROWSER = new Limit(10, Duration.ofMinutes(15));
  static final Limit ACCOUNT_AND_ADDRESS = new Limit(5, Duration.ofMinutes(15));

  /** Many people may share an address, and all of them begin in the morning. */
  static final Limit ADDRESS = new Limit(100, Duration.ofMinutes(15));

  /** Messages that one person is sent, from wherever they are asked for. */
  static final Limit RECIPIENT = new Limit(10, Duration.ofHours(1));

  private final AttemptLimiter limiter;

  @Activate
  public LinkLimits(@Reference AttemptLimiter limiter) {
    this.limiter = limiter;
  }

  /**
   * Counts that a link is asked for.
   *
   * @param account the account's id or address, or what stands for one that does not exist
   * @param knownBrowser the browser's name, if the account's owner has signed in by it
   * @return empty if one may be asked for; else from when on
   */
  Optional<Instant> count(
      TenantContext tenant, String account, String remoteAddress, Optional<String> knownBrowser) {
    return limiter.countAll(tenant, bounds(account, Network.of(remoteAddress), knownBrowser));
  }

  /** Whether one more message may go to somebody, on behalf of whom they need not know. */
  boolean mayReach(TenantContext tenant, String userId) {
    return limiter.count(tenant, "magic-link-recipient", userId, RECIPIENT).isEmpty();
  }

  private static List<Bound> bounds(String account, String network, Optional<String> browser) {
    return browser
        .map(name -> List.of(new Bound("magic-link-browser", account + "/" + name, KNOWN_BROWSER)))
        .orElseGet(
            () ->
                List.of(
                    new Bound("magic-link-account", account + "/" + network, ACCOUNT_AND_ADDRESS),
                    new Bound("magic-link-address", network, ADDRESS)));
  }
}
