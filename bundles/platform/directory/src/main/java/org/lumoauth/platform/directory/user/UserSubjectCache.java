/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.platform.cache.MeasuredCacheFactory;

/**
 * A bounded cache of the subject data used by every request. A change that may affect many users of
 * a tenant starts a new generation, and entries of the old generation are never used again. A
 * change of one user waits for a read of that user in progress.
 */
public final class UserSubjectCache {
  private static final long MAX_SUBJECTS = 100_000;
  private static final long MAX_TENANTS = 100_000;

  private final AtomicLong next = new AtomicLong();
  private final Cache<String, Long> generations =
      MeasuredCacheFactory.build(
          "platform-directory.generations",
          Caffeine.newBuilder().executor(Runnable::run).maximumSize(MAX_TENANTS));
  private final Cache<UserSubjectKey, CachedUserSubject> known =
      MeasuredCacheFactory.build(
          "platform-directory.subjects",
          Caffeine.newBuilder().executor(Runnable::run).maximumSize(MAX_SUBJECTS));

  /**
   * The cached data of a user.
   *
   * @param status whether the user may act
   * @param displayName the display name
   * @param groups all groups of the user, at any depth
   */
  public record CachedUserSubject(SubjectStatus status, String displayName, Set<String> groups) {
    public CachedUserSubject {
      groups = Set.copyOf(groups);
    }
  }

  private record UserSubjectKey(String tenantId, long generation, String userId) {}

  /** Returns the cached data of a user; reads it if absent. */
  CachedUserSubject get(String tenantId, String userId, Supplier<CachedUserSubject> read) {
    return known.get(key(tenantId, userId), missing -> read.get());
  }

  /** Evicts a user. */
  void forget(String tenantId, String userId) {
    known.invalidate(key(tenantId, userId));
  }

  /** Evicts all users of a tenant. */
  void forgetAll(String tenantId) {
    generations.invalidate(tenantId);
  }

  /** Generation numbers are never reused, so an evicted tenant does not return to old entries. */
  private UserSubjectKey key(String tenantId, String userId) {
    long generation = generations.get(tenantId, missing -> next.incrementAndGet());
    return new UserSubjectKey(tenantId, generation, userId);
  }
}
