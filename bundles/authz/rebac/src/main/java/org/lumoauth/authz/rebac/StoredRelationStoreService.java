/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.api.relation.RelationStoreMetadata;
import org.lumoauth.api.relation.RelationStoreService;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.cache.TupleIndexCache;
import org.lumoauth.authz.rebac.store.RebacSqlGateway;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.authz.rebac.store.RelationStoreTable;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores relation stores in the database. */
@Component(
    service = {RelationStoreService.class, StoredRelationStoreService.class},
    configurationPid = "org.lumoauth.authz.rebac")
public final class StoredRelationStoreService implements RelationStoreService {

  private static final String STANDARD = "standard";
  private static final int LONGEST = 256;
  private static final int MOST = 1000;

  private final RebacSqlGateway unit;
  private final IdGenerator identifiers;
  private final SignedTokenCodec tokens;
  private final TupleIndexCache indexes;
  private final RelationStoreChangePublisher changes;
  private final RelationAudit audit;

  /**
   * The maximum number of stores. Concurrent creation can exceed it slightly, which is harmless.
   */
  private final int maxStores;

  private final Cache<String, RelationStoreMetadata> standards =
      MeasuredCacheFactory.build(
          "authz-rebac.standard-stores", Caffeine.newBuilder().maximumSize(100_000));

  @Activate
  public StoredRelationStoreService(
      @Reference RebacSqlGateway unit,
      @Reference IdGenerator identifiers,
      @Reference SignedTokenCodec tokens,
      @Reference TupleIndexCache indexes,
      @Reference RelationStoreChangePublisher changes,
      @Reference RelationAudit audit,
      RebacConfig config) {
    this.unit = unit;
    this.identifiers = identifiers;
    this.tokens = tokens;
    this.indexes = indexes;
    this.changes = changes;
    this.audit = audit;
    this.maxStores = config.maxStores();
  }

  /** The default store is deleted only with its tenant, so the cached store is always valid. */
  @Override
  public RelationStoreMetadata defaultStore(TenantContext tenant) {
    return standards.get(tenant.id(), this::findOrMakeStandard);
  }

  /** Removes the cached stores of a deleted tenant. */
  void invalidate(String tenantId) {
    standards.invalidate(tenantId);
  }

  @Override
  public RelationStoreMetadata create(TenantContext tenant, String name, AuditInitiator by) {
    requireName(name);
    audit.requireWritable();
    var store = made(name, false);
    unit.change(
        connection -> {
          if (RelationStoreTable.count(connection, tenant.id()) >= maxStores) {
            throw new RelationException(
                RelationErrorKind.LIMIT_EXCEEDED,
                "A tenant can have at most " + maxStores + " stores.");
          }
          RelationStoreTable.insert(connection, tenant.id(), store);
          return null;
        });
    record(
        tenant,
        by,
        "relation.store.created",
        store,
        "The relation store " + name + " was created.");
    return store;
  }

  @Override
  public Optional<RelationStoreMetadata> find(TenantContext tenant, String storeId) {
    return unit.work(
        connection ->
            RelationStoreTable.find(connection, new RelationStoreKey(tenant.id(), storeId)));
  }

  @Override
  public ResultSlice<RelationStoreMetadata> list(
      TenantContext tenant, Optional<String> name, int limit, Optional<String> after) {
    ResultSliceFactory.requireLimit(limit, MOST);
    var list = new RelationStoreKey(tenant.id(), "");
    String from = after.map(token -> tokens.read(list, "stores", token, 1).get(0)).orElse("");
    return ResultSliceFactory.cut(
        unit.work(
            connection -> RelationStoreTable.list(connection, tenant.id(), name, from, limit + 1)),
        limit,
        last -> tokens.write(list, "stores", List.of(last.id())));
  }

  @Override
  public void delete(TenantContext tenant, String storeId, AuditInitiator by) {
    audit.requireWritable();
    var key = new RelationStoreKey(tenant.id(), storeId);
    RelationStoreMetadata deleted =
        unit.change(
            connection -> {
              RelationStoreTable.lock(connection, key);
              var store =
                  RelationStoreTable.find(connection, key)
                      .orElseThrow(RelationExceptionFactory::noStore);
              if (store.standard()) {
                throw new RelationException(
                    RelationErrorKind.INVALID_REQUEST, "The default store cannot be deleted.");
              }
              RelationStoreTable.delete(connection, key);
              return store;
            });
    changes.publishChange(key);
    indexes.forget(key);
    record(
        tenant,
        by,
        "relation.store.deleted",
        deleted,
        "The relation store " + deleted.name() + " was deleted.");
  }

  private RelationStoreMetadata findOrMakeStandard(String tenantId) {
    return findStandard(tenantId).orElseGet(() -> makeStandard(tenantId));
  }

  private Optional<RelationStoreMetadata> findStandard(String tenantId) {
    return unit.work(connection -> RelationStoreTable.standard(connection, tenantId));
  }

  private RelationStoreMetadata makeStandard(String tenantId) {
    var store = made(STANDARD, true);
    try {
      return unit.change(
          connection -> {
            RelationStoreTable.insert(connection, tenantId, store);
            return store;
          });
    } catch (DuplicateKeyException e) {
      return findStandard(tenantId)
          .orElseThrow(() -> e); // Another thread or node created it first.
    }
  }

  private RelationStoreMetadata made(String name, boolean standard) {
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    return new RelationStoreMetadata(identifiers.next("sto_"), name, standard, now, now);
  }

  private static void requireName(String name) {
    if (name.isBlank() || name.length() > LONGEST) {
      throw new RelationException(
          RelationErrorKind.INVALID_REQUEST,
          "The name of a store must have 1 to " + LONGEST + " characters.");
    }
  }

  private void record(
      TenantContext tenant,
      AuditInitiator by,
      String action,
      RelationStoreMetadata store,
      String message) {
    audit.record(
        tenant.id(),
        by,
        action,
        new AuditTarget("relation-store", store.id(), Optional.of(store.name())),
        message,
        Map.of());
  }
}
