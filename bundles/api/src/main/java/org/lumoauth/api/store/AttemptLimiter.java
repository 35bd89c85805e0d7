package org.lumoauth.api.store;

import java.time.Duration;
import java.time.Instant;
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
  record Limit(int attempts, Duration window) {}

  /**
   * Counts an attempt that is about to be made.
   *
   * @param kind what is tried, as {@code password-account}
   * @param key by whom or on what; only its keyed hash is stored
   * @return empty if it may be made; else from when on one may be made again
   */
  Optional<Instant> count(TenantContext tenant, String kind, String key, Limit limit);

  /** Takes one attempt back that turned out to be none, as a password that was right. */
  void giveBack(TenantContext tenant, String kind, String key);

  /** Begins to count anew. */
  void forget(TenantContext tenant, String kind, String key);
}
