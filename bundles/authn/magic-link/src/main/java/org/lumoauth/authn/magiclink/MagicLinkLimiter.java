package org.lumoauth.authn.magiclink;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.AttemptCounter;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.NetworkKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * How often links may be asked for, and be sent to one person. A browser that the owner of the
 * account has signed in by counts for itself: whoever asks for links to somebody else's address
 * takes none from its owner.
 */
@Component(service = MagicLinkLimiter.class)
public final class MagicLinkLimiter {
  static final AttemptLimit KNOWN_BROWSER = new AttemptLimit(10, Duration.ofMinutes(15));
  static final AttemptLimit ACCOUNT_AND_ADDRESS = new AttemptLimit(5, Duration.ofMinutes(15));

  /** Many people may share an address, and all of them begin in the morning. */
  static final AttemptLimit ADDRESS = new AttemptLimit(100, Duration.ofMinutes(15));

  /** Messages that one person is sent, from wherever they are asked for. */
  static final AttemptLimit RECIPIENT = new AttemptLimit(10, Duration.ofHours(1));

  private final AttemptLimiter limiter;

  @Activate
  public MagicLinkLimiter(@Reference AttemptLimiter limiter) {
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
    return limiter.countAll(tenant, bounds(account, NetworkKey.of(remoteAddress), knownBrowser));
  }

  /** Whether one more message may go to somebody, on behalf of whom they need not know. */
  boolean mayReach(TenantContext tenant, String userId) {
    return limiter.count(tenant, "magic-link-recipient", userId, RECIPIENT).isEmpty();
  }

  private static List<AttemptCounter> bounds(
      String account, String network, Optional<String> browser) {
    return browser
        .map(
            name ->
                List.of(
                    new AttemptCounter("magic-link-browser", account + "/" + name, KNOWN_BROWSER)))
        .orElseGet(
            () ->
                List.of(
                    new AttemptCounter(
                        "magic-link-account", account + "/" + network, ACCOUNT_AND_ADDRESS),
                    new AttemptCounter("magic-link-address", network, ADDRESS)));
  }
}
