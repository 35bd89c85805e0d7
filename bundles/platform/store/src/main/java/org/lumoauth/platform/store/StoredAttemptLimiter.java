package org.lumoauth.platform.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.store.CountTable.Counted;
import org.lumoauth.platform.store.RecordTable.Place;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts attempts in the database, each under the keyed hash of what is counted. */
@Component
public final class StoredAttemptLimiter implements AttemptLimiter {
  private static final String PURPOSE = "attempts";

  private final CountTable table;
  private final SecretVault vault;
  private final InstantSource clock;

  @Activate
  public StoredAttemptLimiter(@Reference CountTable table, @Reference SecretVault vault) {
    this(table, vault, InstantSource.system());
  }

  StoredAttemptLimiter(CountTable table, SecretVault vault, InstantSource clock) {
    this.table = table;
    this.vault = vault;
    this.clock = clock;
  }

  @Override
  public Optional<Instant> count(TenantContext tenant, String kind, String key, Limit limit) {
    return countAll(tenant, List.of(new Bound(kind, key, limit)));
  }

  @Override
  public Optional<Instant> countAll(TenantContext tenant, List<Bound> bounds) {
    Instant now = clock.instant();
    List<Counted> counts =
        bounds.stream()
            .map(
                bound ->
                    new Counted(
                        place(tenant, bound.kind(), bound.key()),
                        bound.limit().attempts(),
                        now.plus(bound.limit().window())))
            .toList();
    return table.add(counts, now);
  }

  @Override
  public void settle(TenantContext tenant, List<Bound> forgotten, List<Bound> givenBack) {
    table.settle(places(tenant, forgotten), places(tenant, givenBack), clock.instant());
  }

  @Override
  public void giveBack(TenantContext tenant, String kind, String key) {
    table.takeBack(place(tenant, kind, key), clock.instant());
  }

  @Override
  public void forget(TenantContext tenant, String kind, String key) {
    table.forget(place(tenant, kind, key));
  }

  private List<Place> places(TenantContext tenant, List<Bound> bounds) {
    return bounds.stream().map(bound -> place(tenant, bound.kind(), bound.key())).toList();
  }

  /** The length of the kind parts it from the key, so that no two pairs are one text. */
  private Place place(TenantContext tenant, String kind, String key) {
    return new Place(tenant.id(), vault.hash(PURPOSE, kind.length() + " " + kind + key));
  }
}
