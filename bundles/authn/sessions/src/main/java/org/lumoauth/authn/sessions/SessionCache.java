package org.lumoauth.authn.sessions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.lumoauth.platform.cache.MeasuredCache;

/**
 * Sessions in use, remembered within a bound and for half a minute. Reading and forgetting a
 * session exclude each other: a read that was in progress when the session ended leaves nothing.
 */
final class SessionCache {
  private static final long MAX_SESSIONS = 100_000;

  /** Covers an event of another server that got lost. */
  private static final Duration KEPT = Duration.ofSeconds(30);

  private record SessionCacheKey(String tenantId, String sessionId) {}

  private final Cache<SessionCacheKey, StoredSession> cache =
      MeasuredCache.build(
          "authn-sessions.sessions",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumSize(MAX_SESSIONS)
              .expireAfterWrite(KEPT));
  private final ConcurrentMap<SessionCacheKey, StoredSession> sessions = cache.asMap();

  /** The session, read if it is not remembered. */
  Optional<StoredSession> get(
      String tenantId, String sessionId, Supplier<Optional<StoredSession>> read) {
    return Optional.ofNullable(
        sessions.computeIfAbsent(
            new SessionCacheKey(tenantId, sessionId), place -> read.get().orElse(null)));
  }

  /** Remembers a change of a session that is remembered as it was. */
  void replace(String tenantId, StoredSession was, StoredSession is) {
    sessions.replace(new SessionCacheKey(tenantId, was.session().id()), was, is);
  }

  /** Makes the next call read a session again. */
  void forget(String tenantId, String sessionId) {
    sessions.computeIfPresent(new SessionCacheKey(tenantId, sessionId), (place, session) -> null);
  }

  /** Makes the next calls read a tenant's sessions again. */
  void forgetAll(String tenantId) {
    sessions.keySet().removeIf(place -> place.tenantId().equals(tenantId));
  }
}
