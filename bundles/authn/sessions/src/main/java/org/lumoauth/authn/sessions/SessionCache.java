/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.lumoauth.platform.cache.MeasuredCacheFactory;

/**
 * Caches active sessions with a size limit, for half a minute. Loading and invalidating a session
 * exclude each other: a load that was in progress when the session was revoked is not cached.
 */
final class SessionCache {
  private static final long MAX_SESSIONS = 100_000;

  /** Limits the effect of a lost event from another server. */
  private static final Duration KEPT = Duration.ofSeconds(30);

  private record SessionCacheKey(String tenantId, String sessionId) {}

  private final Cache<SessionCacheKey, StoredSession> cache =
      MeasuredCacheFactory.build(
          "authn-sessions.sessions",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumSize(MAX_SESSIONS)
              .expireAfterWrite(KEPT));
  private final ConcurrentMap<SessionCacheKey, StoredSession> sessions = cache.asMap();

  /** Returns the session, loaded if not cached. */
  Optional<StoredSession> get(
      String tenantId, String sessionId, Supplier<Optional<StoredSession>> read) {
    return Optional.ofNullable(
        sessions.computeIfAbsent(
            new SessionCacheKey(tenantId, sessionId), place -> read.get().orElse(null)));
  }

  /** Replaces a cached session if it has not changed. */
  void replace(String tenantId, StoredSession was, StoredSession is) {
    sessions.replace(new SessionCacheKey(tenantId, was.session().id()), was, is);
  }

  /** Removes a session from the cache. */
  void forget(String tenantId, String sessionId) {
    sessions.computeIfPresent(new SessionCacheKey(tenantId, sessionId), (place, session) -> null);
  }

  /** Removes a tenant's sessions from the cache. */
  void forgetAll(String tenantId) {
    sessions.keySet().removeIf(place -> place.tenantId().equals(tenantId));
  }
}
