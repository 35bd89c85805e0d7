package org.lumoauth.api.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Counts what may be tried only so often: passwords of an account, codes on a page, messages to an
 * address. The count is in the database and is taken before the attempt, so that attempts made at
 * once, on any node, do not slip past it.
 */
@ProviderType
public interface AttemptLimiter {

  /**
   * How often.
   *
   * @param attempts how many may be made
   * @param window within which time, from the first one on
   */
  record AttemptLimit(int attempts, Duration window) {}

  /**
   * What is counted.
   *
   * @param kind what is tried, as {@code password-account}
   * @param key by whom or on what; only its keyed hash is stored
   * @param limit how often
   */
  record AttemptCounter(String kind, String key, AttemptLimit limit) {}

  /**
   * Counts an attempt that is about to be made.
   *
   * @param kind what is tried, as {@code password-account}
   * @param key by whom or on what; only its keyed hash is stored
   * @return empty if it may be made; else from when on one may be made again
   */
  Optional<Instant> count(TenantContext tenant, String kind, String key, AttemptLimit limit);

  /**
   * Counts one attempt that several limits bind: on all of them if it may be made, on none if one
   * of them is used up.
   *
   * @param bounds each kind and key once; callers that share some name those in the same order
   * @return empty if it may be made; else from when on that limit lets one be made again
   */
  Optional<Instant> countAll(TenantContext tenant, List<AttemptCounter> bounds);

  /**
   * Says that an attempt counted by {@link #countAll} turned out to be none.
   *
   * @param forgotten what begins to count anew
   * @param givenBack from what one attempt is taken back
   */
  void undo(TenantContext tenant, List<AttemptCounter> forgotten, List<AttemptCounter> givenBack);

  /** Takes one attempt back that turned out to be none, as a password that was right. */
  void refund(TenantContext tenant, String kind, String key);

  /** Begins to count anew. */
  void reset(TenantContext tenant, String kind, String key);
}
