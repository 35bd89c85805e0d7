/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.relation.RelationStoreMetadata;
import org.lumoauth.authz.rebac.RelationStoreChangePublisher;
import org.lumoauth.authz.rebac.cache.CompiledModelCache;
import org.lumoauth.authz.rebac.cache.StoreHeadCache;
import org.lumoauth.authz.rebac.engine.CompiledModel;
import org.lumoauth.authz.rebac.store.RebacSqlGateway;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.authz.rebac.store.RelationStoreTable;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Caches the current models of tenants for decisions. Tenants without a model are cached until a
 * change, because most tenants have none and their decisions must not wait for the database.
 */
@Component(
    service = {DefaultStoreModelCache.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=authz-rebac-decision"})
public final class DefaultStoreModelCache implements DomainEventListener {
  /** The interval after which entries are read again, because events of other nodes may be lost. */
  private static final Duration RECHECK = Duration.ofMinutes(1);

  private final RebacSqlGateway unit;
  private final StoreHeadCache heads;
  private final CompiledModelCache models;
  private final Cache<String, Optional<RelationStoreKey>> stores =
      MeasuredCacheFactory.build(
          "authz-rebac.standard-models",
          Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(RECHECK));

  /** A model and the store with its tuples. */
  record CurrentStandardModel(String storeId, CompiledModel model) {}

  @Activate
  public DefaultStoreModelCache(
      @Reference RebacSqlGateway unit,
      @Reference StoreHeadCache heads,
      @Reference CompiledModelCache models) {
    this.unit = unit;
    this.heads = heads;
    this.models = models;
  }

  /** Returns the current model of a tenant's default store. */
  Optional<CurrentStandardModel> of(String tenantId) {
    return stores
        .get(tenantId, this::read)
        .flatMap(
            key ->
                heads
                    .recent(key)
                    .modelId()
                    .map(id -> new CurrentStandardModel(key.storeId(), models.get(key, id))));
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(RelationStoreChangePublisher.TYPE)) {
      stores.invalidate(event.tenantId());
    }
  }

  /** Returns the default store if it exists and has a model. */
  private Optional<RelationStoreKey> read(String tenantId) {
    return unit.work(
        connection -> {
          Optional<RelationStoreMetadata> store = RelationStoreTable.standard(connection, tenantId);
          if (store.isEmpty()) {
            return Optional.empty();
          }
          var key = new RelationStoreKey(tenantId, store.get().id());
          return RelationStoreTable.head(connection, key)
              .flatMap(head -> head.modelId().map(id -> key));
        });
  }
}
