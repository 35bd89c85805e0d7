/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores the secrets of links: 256 random bits each, of which only a keyed hash, the ticket, is
 * stored. All valid links of a user share one serial. When one is used, or the user may no longer
 * sign in, the serial is removed, which invalidates all of them.
 */
@Component(service = MagicLinkTokenStore.class)
public final class MagicLinkTokenStore {
  private static final String PURPOSE = "magic-link";
  private static final String KIND = "magic-link";
  private static final String SERIAL_KIND = "magic-link-of";
  private static final String ENDED_KIND = "magic-link-ended";
  private static final int LENGTH = 43;
  private static final int TRIES = 3;

  private final ShortLivedRecordStore store;
  private final SecretProtectionService vault;
  private final InstantSource clock;

  @Activate
  public MagicLinkTokenStore(
      @Reference ShortLivedRecordStore store,
      @Reference SecretProtectionService vault,
      @Reference InstantSource clock) {
    this.store = store;
    this.vault = vault;
    this.clock = clock;
  }

  /** The serial shared by the links of a user. */
  public record MagicLinkSerial(String value) {}

  /** The time up to which the links of a user are revoked. */
  public record MagicLinkRevocation(Instant by) {}

  /**
   * Issues the secret of a link.
   *
   * @param end when it expires
   */
  String issue(TenantContext tenant, User user, MagicLinkRequest wanted, Instant end) {
    var secret = vault.newSecret();
    var link =
        new MagicLink(
            user.id(),
            user.email(),
            serial(tenant, user.id(), end),
            wanted.attempt(),
            wanted.browser(),
            wanted.target(),
            wanted.remoteAddress(),
            clock.instant());
    store.add(tenant, KIND, ticket(secret).orElseThrow(), link, end);
    return secret;
  }

  /** Returns the ticket for a secret; empty if the secret is malformed. */
  Optional<String> ticket(String secret) {
    return secret.length() == LENGTH
        ? Optional.of(HexFormat.of().formatHex(vault.hash(PURPOSE, secret)))
        : Optional.empty();
  }

  /** Returns a valid link without consuming it. */
  Optional<MagicLink> find(TenantContext tenant, String ticket) {
    return store
        .find(tenant, KIND, ticket, MagicLink.class)
        .map(ShortLivedRecord::value)
        .filter(link -> holds(tenant, link));
  }

  /** Assigns a link to a sign-in in the browser that requested it. */
  void bind(TenantContext tenant, String ticket, String attemptId) {
    store
        .find(tenant, KIND, ticket, MagicLink.class)
        .ifPresent(
            entry -> store.replace(tenant, entry, entry.value().in(attemptId), entry.expiresAt()));
  }

  /**
   * Consumes a link and revokes all others of its user: exactly one of several concurrent calls
   * succeeds.
   */
  Optional<MagicLink> redeem(TenantContext tenant, String ticket) {
    return store
        .take(tenant, KIND, ticket, MagicLink.class)
        .map(ShortLivedRecord::value)
        .filter(link -> holds(tenant, link))
        .filter(link -> store.discard(tenant, SERIAL_KIND, link.userId()));
  }

  /** Revokes all links of a user. */
  void end(TenantContext tenant, String userId) {
    store.remove(tenant, SERIAL_KIND, userId);
  }

  /**
   * Revokes the links of a user that were requested up to that time. If concurrent calls prevent
   * the update repeatedly, all links are revoked.
   */
  void end(TenantContext tenant, String userId, Instant by) {
    var serial = store.find(tenant, SERIAL_KIND, userId, MagicLinkSerial.class);
    if (serial.isPresent()
        && !marked(tenant, userId, new MagicLinkRevocation(by), serial.get().expiresAt())) {
      end(tenant, userId);
    }
  }

  /**
   * Moves the time of revocation forward, never back, and stores it as long as affected links could
   * be valid.
   */
  private boolean marked(
      TenantContext tenant, String userId, MagicLinkRevocation ended, Instant end) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      var known = store.find(tenant, ENDED_KIND, userId, MagicLinkRevocation.class);
      boolean done =
          known.isPresent()
              ? !known.get().value().by().isBefore(ended.by())
                  || store.replace(tenant, known.get(), ended, end)
              : store.add(tenant, ENDED_KIND, userId, ended, end);
      if (done) {
        return true;
      }
    }
    return false;
  }

  Instant now() {
    return clock.instant();
  }

  private boolean holds(TenantContext tenant, MagicLink link) {
    return store
            .find(tenant, SERIAL_KIND, link.userId(), MagicLinkSerial.class)
            .filter(entry -> entry.value().value().equals(link.serial()))
            .isPresent()
        && store
            .find(tenant, ENDED_KIND, link.userId(), MagicLinkRevocation.class)
            .filter(entry -> !link.requestedAt().isAfter(entry.value().by()))
            .isEmpty();
  }

  /** Returns the serial of the user's links, which expires with the last of them. */
  private String serial(TenantContext tenant, String userId, Instant end) {
    var known = store.find(tenant, SERIAL_KIND, userId, MagicLinkSerial.class);
    if (known.isPresent()) {
      var entry = known.get();
      var longer = end.isAfter(entry.expiresAt()) ? end : entry.expiresAt();
      if (store.replace(tenant, entry, entry.value(), longer)) {
        return entry.value().value();
      }
    }
    var fresh = vault.newSecret();
    if (store.add(tenant, SERIAL_KIND, userId, new MagicLinkSerial(fresh), end)) {
      return fresh;
    }
    // A concurrent call was first. If its serial is already removed, the new link is never valid.
    return store
        .find(tenant, SERIAL_KIND, userId, MagicLinkSerial.class)
        .map(entry -> entry.value().value())
        .orElse(fresh);
  }
}
