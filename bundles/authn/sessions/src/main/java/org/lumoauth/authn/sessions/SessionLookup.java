/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.BaseUrlProvider;

/** Finds active sessions by cookie or id, in the cache or the database. */
final class SessionLookup {
  /** The purpose of the vault's hashes of cookie secrets. */
  static final String PURPOSE = "session";

  private static final Duration SEEN_AT_MOST_EVERY = Duration.ofMinutes(1);

  /** The minimum number of recorded uses within the idle timeout. */
  private static final int NOTES_WHILE_IDLE = 6;

  private final SessionStore store;
  private final SessionCache memory;
  private final SecretProtectionService vault;
  private final BaseUrlProvider base;
  private final InstantSource clock;

  SessionLookup(
      SessionStore store,
      SessionCache memory,
      SecretProtectionService vault,
      BaseUrlProvider base,
      InstantSource clock) {
    this.store = store;
    this.memory = memory;
    this.vault = vault;
    this.base = base;
    this.clock = clock;
  }

  /** Returns the session of a request's cookie. */
  Optional<StoredSession> findByCookie(TenantContext tenant, HttpRequestView request) {
    return SessionCookie.read(base, tenant, request)
        .flatMap(
            cookie ->
                findById(tenant, cookie.sessionId())
                    .filter(
                        stored ->
                            vault.matches(
                                PURPOSE,
                                cookie.secret(),
                                HexFormat.of().parseHex(stored.secretHash()))));
  }

  /** Returns the session with this id. */
  Optional<StoredSession> findById(TenantContext tenant, String sessionId) {
    var remembered = read(tenant, sessionId);
    if (remembered.filter(stored -> !stored.isActive(clock.instant())).isPresent()) {
      // It may have been used on another server since it was cached.
      memory.forget(tenant.id(), sessionId);
      remembered = read(tenant, sessionId);
    }
    return remembered.filter(stored -> stored.isActive(clock.instant()));
  }

  private Optional<StoredSession> read(TenantContext tenant, String sessionId) {
    return memory.get(tenant.id(), sessionId, () -> store.find(tenant.id(), sessionId));
  }

  /** Records the use of a session once a minute, or more often with a short idle timeout. */
  StoredSession recordSeen(TenantContext tenant, StoredSession stored) {
    var now = clock.instant();
    if (now.isBefore(stored.session().lastSeenAt().plus(pause(stored)))) {
      return stored;
    }
    var seen = stored.withLastSeen(now);
    store.recordSeen(tenant.id(), stored.session().id(), now);
    memory.replace(tenant.id(), stored, seen);
    return seen;
  }

  private static Duration pause(StoredSession stored) {
    Duration part = stored.idle().dividedBy(NOTES_WHILE_IDLE);
    return part.compareTo(SEEN_AT_MOST_EVERY) < 0 ? part : SEEN_AT_MOST_EVERY;
  }
}
