/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.store.AttemptCountTable.AttemptCount;
import org.lumoauth.platform.store.ShortLivedRecordTable.ShortLivedRecordKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts attempts in the database, each under a keyed hash of the counted key. */
@Component
public final class DatabaseAttemptLimiter implements AttemptLimiter {
  private static final String PURPOSE = "attempts";

  private final AttemptCountTable table;
  private final SecretProtectionService vault;
  private final InstantSource clock;

  @Activate
  public DatabaseAttemptLimiter(
      @Reference PersistenceUnit unit,
      @Reference SecretProtectionService vault,
      @Reference InstantSource clock) {
    this.table = new AttemptCountTable(new RetryingPersistenceUnit(unit));
    this.vault = vault;
    this.clock = clock;
  }

  @Override
  public Optional<Instant> count(
      TenantContext tenant, String kind, String key, AttemptLimit limit) {
    return countAll(tenant, List.of(new AttemptCounter(kind, key, limit)));
  }

  @Override
  public Optional<Instant> countAll(TenantContext tenant, List<AttemptCounter> bounds) {
    Instant now = clock.instant();
    List<AttemptCount> counts =
        bounds.stream()
            .map(
                bound ->
                    new AttemptCount(
                        place(tenant, bound.kind(), bound.key()),
                        bound.limit().attempts(),
                        now.plus(bound.limit().window())))
            .toList();
    return table.add(counts, now);
  }

  @Override
  public void undo(
      TenantContext tenant, List<AttemptCounter> forgotten, List<AttemptCounter> givenBack) {
    table.resetAndDecrement(places(tenant, forgotten), places(tenant, givenBack), clock.instant());
  }

  @Override
  public void refund(TenantContext tenant, String kind, String key) {
    table.decrement(place(tenant, kind, key), clock.instant());
  }

  @Override
  public void reset(TenantContext tenant, String kind, String key) {
    table.forget(place(tenant, kind, key));
  }

  private List<ShortLivedRecordKey> places(TenantContext tenant, List<AttemptCounter> bounds) {
    return bounds.stream().map(bound -> place(tenant, bound.kind(), bound.key())).toList();
  }

  /**
   * The length of the kind separates it from the key, so that two different pairs never result in
   * the same text.
   */
  private ShortLivedRecordKey place(TenantContext tenant, String kind, String key) {
    return new ShortLivedRecordKey(
        tenant.id(), vault.hash(PURPOSE, kind.length() + " " + kind + key));
  }
}
