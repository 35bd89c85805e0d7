package org.lumoauth.authz.rebac;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.relation.ModelError;
import org.lumoauth.api.relation.ModelSource;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.Kind;
import org.lumoauth.api.relation.RelationModels;
import org.lumoauth.api.relation.ShadowReport;
import org.lumoauth.api.relation.Slice;
import org.lumoauth.api.relation.StoredModel;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.model.ModelCompiler;
import org.lumoauth.authz.rebac.store.Head;
import org.lumoauth.authz.rebac.store.Micros;
import org.lumoauth.authz.rebac.store.ModelRow;
import org.lumoauth.authz.rebac.store.ModelTable;
import org.lumoauth.authz.rebac.store.RebacUnit;
import org.lumoauth.authz.rebac.store.StoreKey;
import org.lumoauth.authz.rebac.store.StoreTable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Models in the database. */
@Component(configurationPid = "org.lumoauth.authz.rebac")
public final class StoredRelationModels implements RelationModels {

  private static final int MOST = 100;

  private final RebacUnit unit;
  private final ModelCompiler compiler;
  private final Identifiers identifiers;
  private final Tokens tokens;
  private final RelationChanges changes;
  private final RelationAudit audit;
  private final Shadows shadows;
  private final int maxModels;

  @Activate
  public StoredRelationModels(
      @Reference RebacUnit unit,
      @Reference ModelCompiler compiler,
      @Reference Identifiers identifiers,
      @Reference Tokens tokens,
      @Reference RelationChanges changes,
      @Reference RelationAudit audit,
      @Reference Shadows shadows,
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
  public List<ModelError> validate(ModelSource source) {
    return compiler.compile(source).errors();
  }

  @Override
  public StoredModel write(
      TenantContext tenant, String storeId, ModelSource source, boolean makeCurrent, Initiator by) {
    audit.requireWritable();
    var compiled = compiler.compile(source);
    if (!compiled.errors().isEmpty()) {
      throw new RelationException(
          Kind.INVALID_MODEL, compiled.errors().get(0).message(), compiled.errors());
    }
    var key = new StoreKey(tenant.id(), storeId);
    StoredModel written =
        unit.change(
            connection -> {
              var head = StoreTable.lock(connection, key).orElseThrow(Refusals::noStore);
              if (ModelTable.count(connection, key) >= maxModels) {
                throw new RelationException(
                    Kind.LIMIT_EXCEEDED, "A store has at most " + maxModels + " models.");
              }
              // Named while the store is locked: ids sort as the models were written.
              var row =
                  new ModelRow(
                      identifiers.next("rmo_"),
                      source,
                      compiled.json(),
                      Instant.now().truncatedTo(ChronoUnit.MICROS));
              ModelTable.insert(connection, key, row);
              var after = makeCurrent ? withCurrent(head, row.id()) : head;
              StoreTable.advance(connection, key, after);
              return stored(key, row, after);
            });
    changes.store(key);
    record(key, by, "relation.model.written", written, "A model was written.");
    return written;
  }

  @Override
  public Optional<StoredModel> find(TenantContext tenant, String storeId, String modelId) {
    var key = new StoreKey(tenant.id(), storeId);
    return unit.work(
        connection -> {
          var head = StoreTable.head(connection, key);
          var row = ModelTable.find(connection, key, modelId);
          return head.isEmpty() || row.isEmpty()
              ? Optional.empty()
              : Optional.of(stored(key, row.get(), head.get()));
        });
  }

  @Override
  public Optional<StoredModel> current(TenantContext tenant, String storeId) {
    var key = new StoreKey(tenant.id(), storeId);
    return unit.work(
        connection -> {
          var head = StoreTable.head(connection, key);
          if (head.isEmpty() || head.get().modelId().isEmpty()) {
            return Optional.empty();
          }
          return ModelTable.find(connection, key, head.get().modelId().get())
              .map(row -> stored(key, row, head.get()));
        });
  }

  @Override
  public Slice<StoredModel> list(
      TenantContext tenant, String storeId, int limit, Optional<String> after) {
    Slices.requireLimit(limit, MOST);
    var key = new StoreKey(tenant.id(), storeId);
    var before = after.map(token -> tokens.read(key, "models", token, 1).get(0));
    List<StoredModel> found =
        unit.work(
            connection -> {
              var head = StoreTable.head(connection, key).orElseThrow(Refusals::noStore);
              return ModelTable.list(connection, key, before, limit + 1).stream()
                  .map(row -> stored(key, row, head))
                  .toList();
            });
    return Slices.cut(found, limit, last -> tokens.write(key, "models", List.of(last.id())));
  }

  @Override
  public StoredModel makeCurrent(
      TenantContext tenant, String storeId, String modelId, Initiator by) {
    audit.requireWritable();
    var key = new StoreKey(tenant.id(), storeId);
    StoredModel current =
        unit.change(
            connection -> {
              var head = StoreTable.lock(connection, key).orElseThrow(Refusals::noStore);
              var row =
                  ModelTable.find(connection, key, modelId).orElseThrow(Refusals::modelNotFound);
              var after = withCurrent(head, modelId);
              StoreTable.advance(connection, key, after);
              return stored(key, row, after);
            });
    changes.store(key);
    record(key, by, "relation.model.made-current", current, "A model was made the current one.");
    return current;
  }

  @Override
  public void shadow(TenantContext tenant, String storeId, Optional<String> modelId, Initiator by) {
    audit.requireWritable();
    var key = new StoreKey(tenant.id(), storeId);
    unit.change(
        connection -> {
          var head = StoreTable.lock(connection, key).orElseThrow(Refusals::noStore);
          if (modelId.isPresent()) {
            ModelTable.find(connection, key, modelId.get()).orElseThrow(Refusals::modelNotFound);
          }
          StoreTable.advance(
              connection,
              key,
              new Head(
                  head.revision(),
                  head.tuples(),
                  head.digest(),
                  head.modelId(),
                  modelId,
                  Micros.of(Instant.now())));
          return null;
        });
    changes.store(key);
    audit.record(
        tenant.id(),
        by,
        modelId.isPresent() ? "relation.model.shadow-begun" : "relation.model.shadow-ended",
        new Target("relation-store", storeId, Optional.empty()),
        modelId.isPresent() ? "A model is tried in shadow." : "No model is tried in shadow.",
        modelId.<Map<String, Object>>map(id -> Map.of("model", id)).orElse(Map.of()));
  }

  @Override
  public Optional<ShadowReport> shadowReport(TenantContext tenant, String storeId) {
    var key = new StoreKey(tenant.id(), storeId);
    var head = unit.work(connection -> StoreTable.head(connection, key));
    return head.flatMap(found -> shadows.report(key, found));
  }

  private static Head withCurrent(Head head, String modelId) {
    return new Head(
        head.revision(),
        head.tuples(),
        head.digest(),
        Optional.of(modelId),
        head.shadowId(),
        head.shadowMicros());
  }

  private static StoredModel stored(StoreKey key, ModelRow row, Head head) {
    return new StoredModel(
        row.id(),
        key.storeId(),
        row.json(),
        row.source(),
        head.modelId().filter(row.id()::equals).isPresent(),
        head.shadowId().filter(row.id()::equals).isPresent(),
        row.createdAt());
  }

  private void record(
      StoreKey key, Initiator by, String action, StoredModel model, String message) {
    audit.record(
        key.tenantId(),
        by,
        action,
        new Target("relation-model", model.id(), Optional.empty()),
        message,
        Map.of("store", key.storeId(), "current", model.current()));
  }
}
