/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.AttemptCounter;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.address.ClientNetworkKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Limits how often links are requested and sent to one recipient. A browser with which the
 * account's owner signed in before has its own counter, so that requests of others for the owner's
 * address do not affect it.
 */
@Component(service = MagicLinkLimiter.class)
public final class MagicLinkLimiter {
  static final AttemptLimit KNOWN_BROWSER = new AttemptLimit(10, Duration.ofMinutes(15));
  static final AttemptLimit ACCOUNT_AND_ADDRESS = new AttemptLimit(5, Duration.ofMinutes(15));

  /** Many users may share an address and sign in at the same time of day. */
  static final AttemptLimit ADDRESS = new AttemptLimit(100, Duration.ofMinutes(15));

  /** The limit for messages to one recipient, regardless of who requested them. */
  static final AttemptLimit RECIPIENT = new AttemptLimit(10, Duration.ofHours(1));

  private final AttemptLimiter limiter;

  @Activate
  public MagicLinkLimiter(@Reference AttemptLimiter limiter) {
    this.limiter = limiter;
  }

  /**
   * Counts a request for a link.
   *
   * @param account the account's id or address, or the substitute for an unknown account
   * @param knownBrowser the browser's name, if the account's owner signed in with it before
   * @return empty if the request is allowed; otherwise when the next request is allowed
   */
  Optional<Instant> count(
      TenantContext tenant, String account, String remoteAddress, Optional<String> knownBrowser) {
    return limiter.countAll(
        tenant, bounds(account, ClientNetworkKey.of(remoteAddress), knownBrowser));
  }

  /**
   * Returns whether another message may be sent to a recipient, since others may have requested it.
   */
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
