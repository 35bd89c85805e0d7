package org.lumoauth.authn.magiclink;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The secrets in links: 256 random bits each, of which only a keyed hash, the ticket, is kept. All
 * links of a user that hold have one serial: when one is used, or the user may not sign in any
 * more, that goes, and they are over together.
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
  private final SecretVault vault;
  private final InstantSource clock;

  @Activate
  public MagicLinkTokenStore(@Reference ShortLivedRecordStore store, @Reference SecretVault vault) {
    this(store, vault, InstantSource.system());
  }

  MagicLinkTokenStore(ShortLivedRecordStore store, SecretVault vault, InstantSource clock) {
    this.store = store;
    this.vault = vault;
    this.clock = clock;
  }

  /** What the links of a user have in common. */
  public record MagicLinkSerial(String value) {}

  /** Until when links of a user were asked for that are over. */
  public record MagicLinkRevocation(Instant by) {}

  /**
   * Makes a link's secret.
   *
   * @param end until when it holds
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

  /** What stands for a secret on this server; empty for what can be none. */
  Optional<String> ticket(String secret) {
    return secret.length() == LENGTH
        ? Optional.of(HexFormat.of().formatHex(vault.hash(PURPOSE, secret)))
        : Optional.empty();
  }

  /** What is known of a link that holds. To look does not use it up. */
  Optional<MagicLink> find(TenantContext tenant, String ticket) {
    return store
        .find(tenant, KIND, ticket, MagicLink.class)
        .map(ShortLivedRecord::value)
        .filter(link -> holds(tenant, link));
  }

  /** Says for which sign-in a link is, begun in the browser that it was asked for in. */
  void bind(TenantContext tenant, String ticket, String attemptId) {
    store
        .find(tenant, KIND, ticket, MagicLink.class)
        .ifPresent(
            entry -> store.replace(tenant, entry, entry.value().in(attemptId), entry.expiresAt()));
  }

  /** Uses a link up, and with it all others of its user: of several at once, one gets it. */
  Optional<MagicLink> redeem(TenantContext tenant, String ticket) {
    return store
        .take(tenant, KIND, ticket, MagicLink.class)
        .map(ShortLivedRecord::value)
        .filter(link -> holds(tenant, link))
        .filter(link -> store.discard(tenant, SERIAL_KIND, link.userId()));
  }

  /** Ends all links of a user. */
  void end(TenantContext tenant, String userId) {
    store.remove(tenant, SERIAL_KIND, userId);
  }

  /**
   * Ends those links of a user that were asked for by then. Where others do the same until it is
   * given up, all of them end.
   */
  void end(TenantContext tenant, String userId, Instant by) {
    var serial = store.find(tenant, SERIAL_KIND, userId, MagicLinkSerial.class);
    if (serial.isPresent()
        && !marked(tenant, userId, new MagicLinkRevocation(by), serial.get().expiresAt())) {
      end(tenant, userId);
    }
  }

  /** Moves the mark forward, never back, and keeps it as long as a link that it is about. */
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

  /** The serial of the user's links, which stays as long as the last of them. */
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
    // Somebody else was first. A serial that has gone meanwhile makes a link that never holds.
    return store
        .find(tenant, SERIAL_KIND, userId, MagicLinkSerial.class)
        .map(entry -> entry.value().value())
        .orElse(fresh);
  }
}
