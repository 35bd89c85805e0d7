package org.lumoauth.authz.rebac.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.relation.RelationStore;
import org.lumoauth.authz.rebac.RelationChanges;
import org.lumoauth.authz.rebac.cache.Models;
import org.lumoauth.authz.rebac.cache.StoreHeads;
import org.lumoauth.authz.rebac.engine.CompiledModel;
import org.lumoauth.authz.rebac.store.RebacUnit;
import org.lumoauth.authz.rebac.store.StoreKey;
import org.lumoauth.authz.rebac.store.StoreTable;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The models that tenants decide by. That a tenant has none is remembered until something of it
 * changes: most tenants have none, and decisions of theirs are not to wait for the database.
 */
@Component(
    service = {StandardModels.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=authz-rebac-decision"})
public final class StandardModels implements DomainEventListener {
  /** A notice from another node may be lost: what it would have told is found out after this. */
  private static final Duration RECHECK = Duration.ofMinutes(1);

  private final RebacUnit unit;
  private final StoreHeads heads;
  private final Models models;
  private final Cache<String, Optional<StoreKey>> stores =
      MeasuredCache.build(
          "authz-rebac.standard-models",
          Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(RECHECK));

  /** A model and where its tuples are. */
  record Current(String storeId, CompiledModel model) {}

  @Activate
  public StandardModels(
      @Reference RebacUnit unit, @Reference StoreHeads heads, @Reference Models models) {
    this.unit = unit;
    this.heads = heads;
    this.models = models;
  }

  /** The current model of a tenant's standard store. */
  Optional<Current> of(String tenantId) {
    return stores
        .get(tenantId, this::read)
        .flatMap(
            key ->
                heads
                    .recent(key)
                    .modelId()
                    .map(id -> new Current(key.storeId(), models.get(key, id))));
  }

  @Override
  public void on(DomainEvent event) {
    if (event.type().equals(RelationChanges.TYPE)) {
      stores.invalidate(event.tenantId());
    }
  }

  /** The standard store if there is one and it has a model. */
  private Optional<StoreKey> read(String tenantId) {
    return unit.work(
        connection -> {
          Optional<RelationStore> store = StoreTable.standard(connection, tenantId);
          if (store.isEmpty()) {
            return Optional.empty();
          }
          var key = new StoreKey(tenantId, store.get().id());
          return StoreTable.head(connection, key).flatMap(head -> head.modelId().map(id -> key));
        });
  }
}
