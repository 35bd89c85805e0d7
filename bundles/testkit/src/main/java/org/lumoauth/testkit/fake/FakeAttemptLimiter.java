/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.tenant.TenantContext;

/** Counts attempts in memory, with the test's clock. */
public final class FakeAttemptLimiter implements AttemptLimiter {

  private record FakeAttemptKey(String tenantId, String kind, String key) {}

  private record FakeAttemptCount(int attempts, Instant until) {}

  private final Map<FakeAttemptKey, FakeAttemptCount> counts = new HashMap<>();
  private final InstantSource clock;

  public FakeAttemptLimiter(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Optional<Instant> count(
      TenantContext tenant, String kind, String key, AttemptLimit limit) {
    var place = new FakeAttemptKey(tenant.id(), kind, key);
    var now = clock.instant();
    var count = counts.get(place);
    if (count == null || !now.isBefore(count.until())) {
      count = new FakeAttemptCount(0, now.plus(limit.window()));
    }
    if (count.attempts() >= limit.attempts()) {
      return Optional.of(count.until());
    }
    counts.put(place, new FakeAttemptCount(count.attempts() + 1, count.until()));
    return Optional.empty();
  }

  @Override
  public synchronized Optional<Instant> countAll(
      TenantContext tenant, List<AttemptCounter> bounds) {
    var before = Map.copyOf(counts);
    for (AttemptCounter bound : bounds) {
      var until = count(tenant, bound.kind(), bound.key(), bound.limit());
      if (until.isPresent()) {
        counts.clear();
        counts.putAll(before);
        return until;
      }
    }
    return Optional.empty();
  }

  @Override
  public synchronized void undo(
      TenantContext tenant, List<AttemptCounter> forgotten, List<AttemptCounter> givenBack) {
    forgotten.forEach(bound -> reset(tenant, bound.kind(), bound.key()));
    givenBack.forEach(bound -> refund(tenant, bound.kind(), bound.key()));
  }

  @Override
  public synchronized void refund(TenantContext tenant, String kind, String key) {
    counts.computeIfPresent(
        new FakeAttemptKey(tenant.id(), kind, key),
        (place, count) -> new FakeAttemptCount(Math.max(0, count.attempts() - 1), count.until()));
  }

  @Override
  public synchronized void reset(TenantContext tenant, String kind, String key) {
    counts.remove(new FakeAttemptKey(tenant.id(), kind, key));
  }

  /** Returns the number of counted attempts of a kind, for all keys. */
  public synchronized int attempts(TenantContext tenant, String kind) {
    return counts.entrySet().stream()
        .filter(
            entry ->
                entry.getKey().tenantId().equals(tenant.id()) && entry.getKey().kind().equals(kind))
        .mapToInt(entry -> entry.getValue().attempts())
        .sum();
  }
}
