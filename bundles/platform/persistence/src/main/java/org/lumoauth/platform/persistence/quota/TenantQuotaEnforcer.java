/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.quota;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.lumoauth.api.web.ApiException;

/**
 * Rejects rows beyond a tenant's quota. Rows are counted in memory. The database counts when a
 * tenant is first used, again after hours or, near the limit, minutes, and before a row is
 * rejected, but at most once a second. Other nodes and deletions are noticed only then. A tenant
 * can therefore exceed its limit by the rows created on other nodes in that time, and is never
 * rejected below it for longer than a second.
 */
public final class TenantQuotaEnforcer {
  private static final int MAX_COUNTS = 100_000;
  private static final long FAR_NANOS = Duration.ofHours(6).toNanos();
  private static final long NEAR_NANOS = Duration.ofMinutes(10).toNanos();
  private static final long FULL_NANOS = Duration.ofSeconds(1).toNanos();

  private record TenantQuotaKey(String tenantId, String name) {}

  private record TenantRowCount(AtomicLong rows, long atNanos) {}

  private final QuotaSettings settings;
  private final LongSupplier nanos;
  private final Map<TenantQuotaKey, TenantRowCount> counts = new ConcurrentHashMap<>();

  public TenantQuotaEnforcer(QuotaSettings settings) {
    this(settings, System::nanoTime);
  }

  TenantQuotaEnforcer(QuotaSettings settings, LongSupplier nanos) {
    this.settings = settings;
    this.nanos = nanos;
  }

  /**
   * Counts a row about to be added.
   *
   * @param name the quota's name, in the plural
   * @param defaultLimit the limit unless the operator set another
   * @param counter counts the tenant's rows in the database
   * @throws ApiException 409 {@code quota_exceeded}
   */
  public void add(String tenantId, String name, long defaultLimit, LongSupplier counter) {
    long limit = settings.limit(tenantId, name, defaultLimit);
    if (limit == 0) {
      return;
    }
    TenantQuotaKey key = new TenantQuotaKey(tenantId, name);
    long now = nanos.getAsLong();
    TenantRowCount count = counts.get(key);
    if (count == null || now - count.atNanos() >= lifetime(count, limit)) {
      count = new TenantRowCount(new AtomicLong(counter.getAsLong()), now);
      if (counts.size() >= MAX_COUNTS) {
        counts.clear(); // each is counted again on the tenant's next use
      }
      counts.put(key, count);
    }
    if (count.rows().get() >= limit) {
      throw exceeded(name, limit);
    }
    count.rows().incrementAndGet();
  }

  private static long lifetime(TenantRowCount count, long limit) {
    long rows = count.rows().get();
    if (rows >= limit) {
      return FULL_NANOS;
    }
    return rows > limit / 2 ? NEAR_NANOS : FAR_NANOS;
  }

  private static ApiException exceeded(String name, long limit) {
    return new ApiException(
        409,
        "quota_exceeded",
        "The tenant has reached its quota of "
            + limit
            + " "
            + name.replace('_', ' ')
            + ". Delete some that are no longer needed, or ask the operator to raise the "
            + "quota `"
            + name
            + "`.",
        Map.of("quota", name, "limit", limit));
  }
}
