/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.authz;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.expression.ExpressionCompiler;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.TupleWriteRequest;
import org.lumoauth.api.relation.model.RelationModelSourceFiles;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.StoreHeadInvalidationListener;
import org.lumoauth.authz.rebac.StoredRelationModelService;
import org.lumoauth.authz.rebac.StoredRelationStoreService;
import org.lumoauth.authz.rebac.cache.TupleIndexMetrics;
import org.lumoauth.authz.rebac.language.ModelLanguageCompiler;
import org.lumoauth.authz.rebac.model.ModelCompiler;
import org.lumoauth.authz.rebac.query.EngineRelationQueryService;
import org.lumoauth.authz.rebac.store.RebacSqlGateway;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.authz.rebac.tuple.StoredRelationTupleService;
import org.lumoauth.platform.cel.CelExpressionCompiler;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.lumoauth.platform.persistence.datasource.DatabaseConnectionPools;
import org.lumoauth.platform.persistence.datasource.DatabaseDefaultsInitializer;
import org.lumoauth.platform.persistence.datasource.DatabaseKind;
import org.lumoauth.platform.persistence.datasource.DatabaseSettings;
import org.lumoauth.platform.persistence.unit.OpenJpaPersistenceUnitFactory;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;

/**
 * The relations of one node in process, on H2 in a folder or on the database of the environment, as
 * for a server; without HTTP and container.
 */
final class Engine implements AutoCloseable {
  private static final AuditInitiator LOAD = AuditInitiator.server("benchmark");
  private static final int BATCH = 1000;

  private final Connection opened;
  private final DatabaseConnectionPools pool;
  private final StoredRelationModelService models;
  private final StoredRelationTupleService tuples;
  private final EngineRelationQueryService queries;
  private final StoredRelationStoreService stores;
  private final TupleIndexMetrics metrics;
  private final RebacSqlGateway unit;

  Engine(Path folder, Map<String, Object> settings) throws Exception {
    var database = database(folder);
    var kind = DatabaseKind.of(database.url());
    // H2 takes longer to open a file of gigabytes than the pool's connection timeout.
    opened = DriverManager.getConnection(database.url(), database.user(), database.password());
    pool = new DatabaseConnectionPools(database);
    DatabaseDefaultsInitializer.of(kind).prepare(pool.dataSource());
    var events = new FakeDomainEventPublisher();
    var components =
        new Components(settings)
            .with(PersistenceUnitFactory.class, new OpenJpaPersistenceUnitFactory(pool, kind))
            .with(IdGenerator.class, new FakeIdGenerator())
            .with(SecretProtectionService.class, new FakeSecretProtectionService())
            .with(DomainEventPublisher.class, events)
            .with(AuditLog.class, new FakeAuditLog())
            .with(SettingsStore.class, new FakeSettingsStore())
            .with(ExpressionCompiler.class, new CelExpressionCompiler());
    components.with(ModelCompiler.class, components.get(ModelLanguageCompiler.class));
    events.addListener(components.get(StoreHeadInvalidationListener.class));
    models = components.get(StoredRelationModelService.class);
    tuples = components.get(StoredRelationTupleService.class);
    queries = components.get(EngineRelationQueryService.class);
    stores = components.get(StoredRelationStoreService.class);
    metrics = components.get(TupleIndexMetrics.class);
    unit = components.get(RebacSqlGateway.class);
  }

  /** Returns the default store of a tenant. */
  Place place(int number) {
    return new Place(
        new TenantContext(
            "ten_" + number, "t" + number, "https://id.example/t/t" + number + "/api/v1"));
  }

  /** Returns a metric of the in-memory index, by its name without {@code lumoauth_rebac_}. */
  double metric(String name) {
    return metrics.metrics().stream()
        .filter(each -> each.name().equals("lumoauth_rebac_" + name))
        .flatMap(each -> each.samples().stream())
        .mapToDouble(Metric.MetricSample::value)
        .sum();
  }

  private static DatabaseSettings database(Path folder) {
    var url = System.getenv("LUMOAUTH_DB_URL");
    return url == null || url.isEmpty()
        ? new DatabaseSettings(
            "jdbc:h2:file:" + folder.resolve("bench") + ";WRITE_DELAY=0", "sa", "", 8)
        : new DatabaseSettings(
            url, System.getenv("LUMOAUTH_DB_USER"), System.getenv("LUMOAUTH_DB_PASSWORD"), 8);
  }

  /** The relations of one tenant. */
  final class Place {
    private final TenantContext tenant;
    private final String store;

    private Place(TenantContext tenant) {
      this.tenant = tenant;
      this.store = stores.defaultStore(tenant).id();
    }

    /**
     * Loads a scene, unless it exists from an earlier run: its model is written last as a marker.
     */
    void load(Scene scene) {
      if (models.findCurrent(tenant, store).isEmpty()) {
        scene.batches(Bulk.BATCH, new Bulk(unit, new RelationStoreKey(tenant.id(), store))::add);
        model();
      }
    }

    /** Writes a scene with regular writes. */
    void write(Scene scene) {
      model();
      scene.batches(BATCH, this::write);
    }

    private void model() {
      models.write(
          tenant,
          store,
          RelationModelSourceFiles.of(
              RelationModelSourceFiles.ModelLanguage.OPENFGA_DSL, Scene.MODEL),
          true,
          LOAD);
    }

    void write(List<RelationTuple> batch) {
      tuples.write(tenant, store, TupleWriteRequest.of(batch), LOAD);
    }

    void delete(TupleKey key) {
      tuples.write(
          tenant,
          store,
          new TupleWriteRequest(
              Optional.empty(), List.of(), List.of(key), List.of(), true, true, Optional.empty()),
          LOAD);
    }

    boolean check(TupleKey question, RelationQueryContext context) {
      return queries.check(tenant, store, question, context, false).allowed();
    }

    ResultSlice<ObjectRef> objects(String type, String relation, RelationSubject subject) {
      return queries.listObjects(
          tenant,
          store,
          type,
          relation,
          subject,
          RelationQueryContext.standard(),
          1000,
          Optional.empty());
    }
  }

  @Override
  public void close() throws SQLException {
    pool.close();
    opened.close();
  }
}
