package org.lumoauth.platform.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.platform.cache.MeasuredCache;

/**
 * What every request asks of users, remembered within a bound. Each tenant has a generation; a
 * change that may touch many of its users begins a new one, and what was read under the old one is
 * never looked at again. A change of one user waits for a read of that user in progress.
 */
final class UserSubjectCache {
  private static final long MAX_SUBJECTS = 100_000;
  private static final long MAX_TENANTS = 100_000;

  private final AtomicLong next = new AtomicLong();
  private final Cache<String, Long> generations =
      MeasuredCache.build(
          "platform-directory.generations",
          Caffeine.newBuilder().executor(Runnable::run).maximumSize(MAX_TENANTS));
  private final Cache<UserSubjectKey, CachedUserSubject> known =
      MeasuredCache.build(
          "platform-directory.subjects",
          Caffeine.newBuilder().executor(Runnable::run).maximumSize(MAX_SUBJECTS));

  /**
   * @param status whether the user may act
   * @param displayName what people call it
   * @param groups every group that it is in, at any depth
   */
  record CachedUserSubject(SubjectStatus status, String displayName, Set<String> groups) {
    CachedUserSubject {
      groups = Set.copyOf(groups);
    }
  }

  private record UserSubjectKey(String tenantId, long generation, String userId) {}

  /** What is known of a user, read if it is not remembered. */
  CachedUserSubject get(String tenantId, String userId, Supplier<CachedUserSubject> read) {
    return known.get(key(tenantId, userId), missing -> read.get());
  }

  /** Forgets a user. */
  void forget(String tenantId, String userId) {
    known.invalidate(key(tenantId, userId));
  }

  /** Forgets all users of a tenant. */
  void forgetAll(String tenantId) {
    generations.invalidate(tenantId);
  }

  /** Numbers are never used again, so that an evicted tenant does not come back to old entries. */
  private UserSubjectKey key(String tenantId, String userId) {
    long generation = generations.get(tenantId, missing -> next.incrementAndGet());
    return new UserSubjectKey(tenantId, generation, userId);
  }
}
