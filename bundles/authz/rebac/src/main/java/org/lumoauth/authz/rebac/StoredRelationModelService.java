/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

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
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.api.relation.model.RelationModelError;
import org.lumoauth.api.relation.model.RelationModelService;
import org.lumoauth.api.relation.model.RelationModelSourceFiles;
import org.lumoauth.api.relation.model.RelationModelVersion;
import org.lumoauth.api.relation.model.ShadowModelReport;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.model.ModelCompiler;
import org.lumoauth.authz.rebac.shadow.ShadowStatisticsRegistry;
import org.lumoauth.authz.rebac.store.RebacSqlGateway;
import org.lumoauth.authz.rebac.store.RelationModelRow;
import org.lumoauth.authz.rebac.store.RelationModelTable;
import org.lumoauth.authz.rebac.store.RelationStoreHead;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.authz.rebac.store.RelationStoreTable;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores relation models in the database. */
@Component(configurationPid = "org.lumoauth.authz.rebac")
public final class StoredRelationModelService implements RelationModelService {

  private static final int MOST = 100;

  private final RebacSqlGateway unit;
  private final ModelCompiler compiler;
  private final IdGenerator identifiers;
  private final SignedTokenCodec tokens;
  private final RelationStoreChangePublisher changes;
  private final RelationAudit audit;
  private final ShadowStatisticsRegistry shadows;
  private final int maxModels;

  @Activate
  public StoredRelationModelService(
      @Reference RebacSqlGateway unit,
      @Reference ModelCompiler compiler,
      @Reference IdGenerator identifiers,
      @Reference SignedTokenCodec tokens,
      @Reference RelationStoreChangePublisher changes,
      @Reference RelationAudit audit,
      @Reference ShadowStatisticsRegistry shadows,
      RebacConfig config) {
    this.unit = unit;
    this.compiler = compiler;
    this.identifiers = identifiers;
    this.tokens = tokens;
    this.changes = changes;
    this.audit = audit;
    this.shadows = shadows;
    this.maxModels = config.maxModels();
  }

  @Override
  public List<RelationModelError> validate(RelationModelSourceFiles source) {
    return compiler.compile(source).errors();
  }

  @Override
  public RelationModelVersion write(
      TenantContext tenant,
      String storeId,
      RelationModelSourceFiles source,
      boolean makeCurrent,
      AuditInitiator by) {
    audit.requireWritable();
    var compiled = compiler.compile(source);
    if (!compiled.errors().isEmpty()) {
      throw new RelationException(
          RelationErrorKind.INVALID_MODEL, compiled.errors().get(0).message(), compiled.errors());
    }
    var key = new RelationStoreKey(tenant.id(), storeId);
    RelationModelVersion written =
        unit.change(
            connection -> {
              var head =
                  RelationStoreTable.lock(connection, key)
                      .orElseThrow(RelationExceptionFactory::noStore);
              if (RelationModelTable.count(connection, key) >= maxModels) {
                throw new RelationException(
                    RelationErrorKind.LIMIT_EXCEEDED,
                    "A store can have at most " + maxModels + " models.");
              }
              // The ID is generated while the store is locked, so that IDs sort in the order of
              // writing.
              var row =
                  new RelationModelRow(
                      identifiers.next("rmo_"),
                      source,
                      compiled.json(),
                      Instant.now().truncatedTo(ChronoUnit.MICROS));
              RelationModelTable.insert(connection, key, row);
              var after = makeCurrent ? withCurrent(head, row.id()) : head;
              RelationStoreTable.advance(connection, key, after);
              return stored(key, row, after);
            });
    changes.publishChange(key);
    record(key, by, "relation.model.written", written, "A relation model was written.");
    return written;
  }

  @Override
  public Optional<RelationModelVersion> find(TenantContext tenant, String storeId, String modelId) {
    var key = new RelationStoreKey(tenant.id(), storeId);
    return unit.work(
        connection -> {
          var head = RelationStoreTable.head(connection, key);
          var row = RelationModelTable.find(connection, key, modelId);
          return head.isEmpty() || row.isEmpty()
              ? Optional.empty()
              : Optional.of(stored(key, row.get(), head.get()));
        });
  }

  @Override
  public Optional<RelationModelVersion> findCurrent(TenantContext tenant, String storeId) {
    var key = new RelationStoreKey(tenant.id(), storeId);
    return unit.work(
        connection -> {
          var head = RelationStoreTable.head(connection, key);
          if (head.isEmpty() || head.get().modelId().isEmpty()) {
            return Optional.empty();
          }
          return RelationModelTable.find(connection, key, head.get().modelId().get())
              .map(row -> stored(key, row, head.get()));
        });
  }

  @Override
  public ResultSlice<RelationModelVersion> list(
      TenantContext tenant, String storeId, int limit, Optional<String> after) {
    ResultSliceFactory.requireLimit(limit, MOST);
    var key = new RelationStoreKey(tenant.id(), storeId);
    var before = after.map(token -> tokens.read(key, "models", token, 1).get(0));
    List<RelationModelVersion> found =
        unit.work(
            connection -> {
              var head =
                  RelationStoreTable.head(connection, key)
                      .orElseThrow(RelationExceptionFactory::noStore);
              return RelationModelTable.list(connection, key, before, limit + 1).stream()
                  .map(row -> stored(key, row, head))
                  .toList();
            });
    return ResultSliceFactory.cut(
        found, limit, last -> tokens.write(key, "models", List.of(last.id())));
  }

  @Override
  public RelationModelVersion makeCurrent(
      TenantContext tenant, String storeId, String modelId, AuditInitiator by) {
    audit.requireWritable();
    var key = new RelationStoreKey(tenant.id(), storeId);
    RelationModelVersion current =
        unit.change(
            connection -> {
              var head =
                  RelationStoreTable.lock(connection, key)
                      .orElseThrow(RelationExceptionFactory::noStore);
              var row =
                  RelationModelTable.find(connection, key, modelId)
                      .orElseThrow(RelationExceptionFactory::modelNotFound);
              var after = withCurrent(head, modelId);
              RelationStoreTable.advance(connection, key, after);
              return stored(key, row, after);
            });
    changes.publishChange(key);
    record(key, by, "relation.model.made-current", current, "A relation model was made current.");
    return current;
  }

  @Override
  public void setShadow(
      TenantContext tenant, String storeId, Optional<String> modelId, AuditInitiator by) {
    audit.requireWritable();
    var key = new RelationStoreKey(tenant.id(), storeId);
    unit.change(
        connection -> {
          var head =
              RelationStoreTable.lock(connection, key)
                  .orElseThrow(RelationExceptionFactory::noStore);
          if (modelId.isPresent()
              && RelationModelTable.find(connection, key, modelId.get()).isEmpty()) {
            throw RelationExceptionFactory.modelNotFound();
          }
          RelationStoreTable.advance(
              connection,
              key,
              new RelationStoreHead(
                  head.revision(),
                  head.tuples(),
                  head.digest(),
                  head.modelId(),
                  modelId,
                  EpochMicrosConverter.toMicros(Instant.now())));
          return null;
        });
    changes.publishChange(key);
    audit.record(
        tenant.id(),
        by,
        modelId.isPresent() ? "relation.model.shadow-begun" : "relation.model.shadow-ended",
        new AuditTarget("relation-store", storeId, Optional.empty()),
        modelId.isPresent()
            ? "A relation model was set as shadow model."
            : "The shadow model was removed.",
        modelId.<Map<String, Object>>map(id -> Map.of("model", id)).orElse(Map.of()));
  }

  @Override
  public Optional<ShadowModelReport> findShadowReport(TenantContext tenant, String storeId) {
    var key = new RelationStoreKey(tenant.id(), storeId);
    var head = unit.work(connection -> RelationStoreTable.head(connection, key));
    return head.flatMap(found -> shadows.report(key, found));
  }

  private static RelationStoreHead withCurrent(RelationStoreHead head, String modelId) {
    return new RelationStoreHead(
        head.revision(),
        head.tuples(),
        head.digest(),
        Optional.of(modelId),
        head.shadowId(),
        head.shadowMicros());
  }

  private static RelationModelVersion stored(
      RelationStoreKey key, RelationModelRow row, RelationStoreHead head) {
    return new RelationModelVersion(
        row.id(),
        key.storeId(),
        row.json(),
        row.source(),
        head.modelId().filter(row.id()::equals).isPresent(),
        head.shadowId().filter(row.id()::equals).isPresent(),
        row.createdAt());
  }

  private void record(
      RelationStoreKey key,
      AuditInitiator by,
      String action,
      RelationModelVersion model,
      String message) {
    audit.record(
        key.tenantId(),
        by,
        action,
        new AuditTarget("relation-model", model.id(), Optional.empty()),
        message,
        Map.of("store", key.storeId(), "current", model.current()));
  }
}
