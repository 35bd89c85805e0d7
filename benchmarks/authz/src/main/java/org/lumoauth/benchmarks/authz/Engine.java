package org.lumoauth.benchmarks.authz;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.event.DomainEvents;
import org.lumoauth.api.expression.ExpressionLanguage;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.relation.ModelSource;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.QueryContext;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.Slice;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.TupleWrite;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.EngineQueries;
import org.lumoauth.authz.rebac.RelationChangeListener;
import org.lumoauth.authz.rebac.StoredRelationModels;
import org.lumoauth.authz.rebac.StoredRelationStores;
import org.lumoauth.authz.rebac.StoredRelationTuples;
import org.lumoauth.authz.rebac.cache.IndexMetrics;
import org.lumoauth.authz.rebac.language.LanguageCompiler;
import org.lumoauth.authz.rebac.model.ModelCompiler;
import org.lumoauth.authz.rebac.store.RebacUnit;
import org.lumoauth.authz.rebac.store.StoreKey;
import org.lumoauth.platform.cel.CelExpressionLanguage;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.datasource.ConnectionPool;
import org.lumoauth.platform.persistence.datasource.DatabaseKind;
import org.lumoauth.platform.persistence.datasource.DatabasePreparation;
import org.lumoauth.platform.persistence.datasource.DatabaseSettings;
import org.lumoauth.platform.persistence.unit.OpenJpaUnits;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeSettingsStore;

/**
 * The relations of one node in process, on H2 in a folder or on the database that the environment
 * names as it does for a server; no HTTP, no container.
 */
final class Engine implements AutoCloseable {
  private static final Initiator LOAD = Initiator.server("benchmark");
  private static final int BATCH = 1000;

  private final Connection opened;
  private final ConnectionPool pool;
  private final StoredRelationModels models;
  private final StoredRelationTuples tuples;
  private final EngineQueries queries;
  private final StoredRelationStores stores;
  private final IndexMetrics metrics;
  private final RebacUnit unit;

  Engine(Path folder, Map<String, Object> settings) throws Exception {
    var database = database(folder);
    var kind = DatabaseKind.of(database.url());
    // H2 opens a file of gigabytes for longer than the pool waits for a connection.
    opened = DriverManager.getConnection(database.url(), database.user(), database.password());
    pool = new ConnectionPool(database);
    DatabasePreparation.of(kind).prepare(pool.dataSource());
    var events = new FakeDomainEvents();
    var components =
        new Components(settings)
            .with(PersistenceUnits.class, new OpenJpaUnits(pool, kind))
            .with(Identifiers.class, new FakeIdentifiers())
            .with(SecretVault.class, new FakeSecretVault())
            .with(DomainEvents.class, events)
            .with(AuditLog.class, new FakeAuditLog())
            .with(SettingsStore.class, new FakeSettingsStore())
            .with(ExpressionLanguage.class, new CelExpressionLanguage());
    components.with(ModelCompiler.class, components.get(LanguageCompiler.class));
    events.tell(components.get(RelationChangeListener.class));
    models = components.get(StoredRelationModels.class);
    tuples = components.get(StoredRelationTuples.class);
    queries = components.get(EngineQueries.class);
    stores = components.get(StoredRelationStores.class);
    metrics = components.get(IndexMetrics.class);
    unit = components.get(RebacUnit.class);
  }

  /** The standard store of a tenant. */
  Place place(int number) {
    return new Place(
        new TenantContext(
            "ten_" + number, "t" + number, "https://id.example/t/t" + number + "/api/v1"));
  }

  /** A figure of what is held in memory, by its name without {@code lumoauth_rebac_}. */
  double metric(String name) {
    return metrics.metrics().stream()
        .filter(each -> each.name().equals("lumoauth_rebac_" + name))
        .flatMap(each -> each.samples().stream())
        .mapToDouble(Metric.Sample::value)
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

  /** One tenant's relations. */
  final class Place {
    private final TenantContext tenant;
    private final String store;

    private Place(TenantContext tenant) {
      this.tenant = tenant;
      this.store = stores.standard(tenant).id();
    }

    /** Puts a scene in, unless it is there from a run before: its model last, as a sign of that. */
    void load(Scene scene) {
      if (models.current(tenant, store).isEmpty()) {
        scene.batches(Bulk.BATCH, new Bulk(unit, new StoreKey(tenant.id(), store))::add);
        model();
      }
    }

    /** Writes a scene as everybody writes tuples. */
    void write(Scene scene) {
      model();
      scene.batches(BATCH, this::write);
    }

    private void model() {
      models.write(
          tenant, store, ModelSource.of(ModelSource.Language.OPENFGA_DSL, Scene.MODEL), true, LOAD);
    }

    void write(List<RelationTuple> batch) {
      tuples.write(tenant, store, TupleWrite.of(batch), LOAD);
    }

    void delete(TupleKey key) {
      tuples.write(
          tenant,
          store,
          new TupleWrite(
              Optional.empty(), List.of(), List.of(key), List.of(), true, true, Optional.empty()),
          LOAD);
    }

    boolean check(TupleKey question, QueryContext context) {
      return queries.check(tenant, store, question, context, false).allowed();
    }

    Slice<ObjectRef> objects(String type, String relation, RelationSubject subject) {
      return queries.listObjects(
          tenant, store, type, relation, subject, QueryContext.standard(), 1000, Optional.empty());
    }
  }

  @Override
  public void close() throws SQLException {
    pool.close();
    opened.close();
  }
}
