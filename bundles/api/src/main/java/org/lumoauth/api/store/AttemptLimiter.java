/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Limits the number of attempts: passwords for an account, codes on a page, messages to an address.
 * The count is in the database and is incremented before the attempt, so that concurrent attempts
 * on any node cannot bypass it.
 */
@ProviderType
public interface AttemptLimiter {

  /**
   * A limit.
   *
   * @param attempts the maximum number of attempts
   * @param window the period, from the first attempt
   */
  record AttemptLimit(int attempts, Duration window) {}

  /**
   * A counter.
   *
   * @param kind the kind of attempt, such as {@code password-account}
   * @param key the subject or object of the attempts; only its keyed hash is stored
   * @param limit the limit
   */
  record AttemptCounter(String kind, String key, AttemptLimit limit) {}

  /**
   * Counts an attempt before it is made.
   *
   * @param kind the kind of attempt, such as {@code password-account}
   * @param key the subject or object of the attempts; only its keyed hash is stored
   * @return empty if the attempt is allowed; otherwise when the next attempt is allowed
   */
  Optional<Instant> count(TenantContext tenant, String kind, String key, AttemptLimit limit);

  /**
   * Counts an attempt under several limits: on all of them if it is allowed, on none if one of them
   * is exhausted.
   *
   * @param bounds each kind and key once; callers with common counters must list those in the same
   *     order
   * @return empty if the attempt is allowed; otherwise when the exhausted limit allows the next
   *     attempt
   */
  Optional<Instant> countAll(TenantContext tenant, List<AttemptCounter> bounds);

  /**
   * Cancels an attempt that {@link #countAll} counted.
   *
   * @param forgotten the counters to reset
   * @param givenBack the counters to decrement by one
   */
  void undo(TenantContext tenant, List<AttemptCounter> forgotten, List<AttemptCounter> givenBack);

  /** Cancels one attempt, for example because the password was correct. */
  void refund(TenantContext tenant, String kind, String key);

  /** Resets a counter. */
  void reset(TenantContext tenant, String kind, String key);
}
