/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.RelationStoreMetadata;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationSubjectFilter;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.TupleWriteRequest;
import org.lumoauth.api.relation.model.RelationModelSourceFiles;
import org.lumoauth.api.relation.model.RelationModelVersion;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.cache.CheckSingleFlight;
import org.lumoauth.authz.rebac.cache.CompiledModelCache;
import org.lumoauth.authz.rebac.cache.StoreHeadCache;
import org.lumoauth.authz.rebac.cache.SubqueryResultCache;
import org.lumoauth.authz.rebac.cache.TupleIndexCache;
import org.lumoauth.authz.rebac.cache.TupleSnapshotProvider;
import org.lumoauth.authz.rebac.language.ModelLanguageCompiler;
import org.lumoauth.authz.rebac.model.ModelCompiler;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.lumoauth.authz.rebac.query.EngineRelationQueryService;
import org.lumoauth.authz.rebac.query.EvaluationContextFactory;
import org.lumoauth.authz.rebac.query.RelationCheckService;
import org.lumoauth.authz.rebac.query.TenantQueryLimitProvider;
import org.lumoauth.authz.rebac.shadow.ShadowCheckWorkQueue;
import org.lumoauth.authz.rebac.shadow.ShadowStatisticsRegistry;
import org.lumoauth.authz.rebac.store.RebacSqlGateway;
import org.lumoauth.authz.rebac.tuple.StoredRelationTupleService;
import org.lumoauth.authz.rebac.tuple.TupleChangePruner;
import org.lumoauth.authz.rebac.tuple.TupleWriter;
import org.lumoauth.platform.cel.CelExpressionCompiler;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;

/** The module of one node on a test database. */
public final class RebacModuleFixture implements AutoCloseable {

  public static final TenantContext ACME =
      new TenantContext("ten_acme", "acme", "https://id.example/t/acme/api/v1");
  public static final TenantContext GLOBEX =
      new TenantContext("ten_globex", "globex", "https://id.example/t/globex/api/v1");
  public static final AuditInitiator SOMEBODY = AuditInitiator.server("test");

  /** What nodes of one cluster have in common. */
  public record Shared(
      ModelCompiler compiler,
      HandBuiltModels hand,
      IdGenerator identifiers,
      SecretProtectionService vault) {

    /** With models that are built by hand. */
    public static Shared fresh() {
      var hand = new HandBuiltModels();
      return new Shared(hand, hand, new FakeIdGenerator(), new FakeSecretProtectionService());
    }

    /** With models as people write them. */
    public static Shared written() {
      return new Shared(
          new ModelLanguageCompiler(new CelExpressionCompiler()),
          new HandBuiltModels(),
          new FakeIdGenerator(),
          new FakeSecretProtectionService());
    }
  }

  public final Shared shared;
  public final FakeDomainEventPublisher events = new FakeDomainEventPublisher();
  public final FakeAuditLog log = new FakeAuditLog();
  public final FakeSettingsStore settings = new FakeSettingsStore();
  public final RebacSqlGateway unit;

  /** What is asked of models in shadow; a test may hold it back. */
  public final HoldingExecutor shadowThread = new HoldingExecutor();

  public final StoreHeadCache heads;
  public final TupleIndexCache indexes;
  public final TupleSnapshotProvider snapshots;
  public final SubqueryResultCache answers;
  public final StoredRelationStoreService stores;
  public final StoredRelationModelService models;
  public final StoredRelationTupleService tuples;
  public final EngineRelationQueryService queries;
  public final RebacTenantDataEraser data;
  public final TupleChangePruner upkeep;

  public RebacModuleFixture(TestDatabase database) {
    this(database.units(), RebacTestConfig.standard(), Shared.fresh());
  }

  public RebacModuleFixture(TestDatabase database, RebacConfig config) {
    this(database.units(), config, Shared.fresh());
  }

  public RebacModuleFixture(PersistenceUnitFactory units, RebacConfig config, Shared shared) {
    this.shared = shared;
    unit = new RebacSqlGateway(units);
    heads = new StoreHeadCache(unit, config);
    indexes = new TupleIndexCache(unit, config);
    var held = new CompiledModelCache(unit, shared.compiler(), config);
    snapshots = new TupleSnapshotProvider(unit, indexes, held, config);
    var tokens = new SignedTokenCodec(shared.vault());
    var revisions = new RevisionTokenCodec(tokens);
    var changes = new RelationStoreChangePublisher(events);
    var audit = new RelationAudit(log);
    var shadows = new ShadowStatisticsRegistry();
    stores =
        new StoredRelationStoreService(
            unit, shared.identifiers(), tokens, indexes, changes, audit, config);
    models =
        new StoredRelationModelService(
            unit, shared.compiler(), shared.identifiers(), tokens, changes, audit, shadows, config);
    tuples =
        new StoredRelationTupleService(
            unit, new TupleWriter(unit, held, config), heads, tokens, revisions, changes, audit);
    answers = new SubqueryResultCache(config);
    var limits = new TenantQueryLimitProvider(settings, config);
    var preparation = new EvaluationContextFactory(held, answers, limits);
    var checking =
        new RelationCheckService(
            preparation,
            snapshots,
            new CheckSingleFlight(config),
            shadows,
            new ShadowCheckWorkQueue(shadowThread),
            revisions);
    queries =
        new EngineRelationQueryService(
            heads, snapshots, revisions, preparation, checking, tokens, config);
    data = new RebacTenantDataEraser(unit, stores, indexes, changes);
    events.addListener(new StoreHeadInvalidationListener(heads));
    events.addListener(limits);
    upkeep = new TupleChangePruner(unit, config);
  }

  /** A store of Acme's with a model and tuples. */
  public Place place(RelationModel model, String... facts) {
    var store = stores.create(ACME, "test", SOMEBODY);
    var place = new Place(store);
    place.model(model);
    if (facts.length > 0) {
      place.write(Stream.of(facts).map(TupleSampleParser::tuple).toArray(RelationTuple[]::new));
    }
    return place;
  }

  /** One store, asked and written in few words. */
  public final class Place {
    public final RelationStoreMetadata store;

    public Place(RelationStoreMetadata store) {
      this.store = store;
    }

    public RelationModelVersion dsl(String text) {
      return models.write(
          ACME,
          store.id(),
          RelationModelSourceFiles.of(RelationModelSourceFiles.ModelLanguage.OPENFGA_DSL, text),
          true,
          SOMEBODY);
    }

    public RelationModelVersion model(RelationModel model) {
      return models.write(ACME, store.id(), shared.hand().source(model), true, SOMEBODY);
    }

    public String write(RelationTuple... written) {
      return tuples.write(ACME, store.id(), TupleWriteRequest.of(List.of(written)), SOMEBODY);
    }

    public String write(String fact) {
      return write(TupleSampleParser.tuple(fact));
    }

    public String delete(String... facts) {
      return tuples.write(
          ACME,
          store.id(),
          new TupleWriteRequest(
              Optional.empty(),
              List.of(),
              Stream.of(facts).map(TupleSampleParser::key).toList(),
              List.of(),
              false,
              false,
              Optional.empty()),
          SOMEBODY);
    }

    public boolean check(String question) {
      return check(question, RelationQueryContext.standard());
    }

    public boolean check(String question, RelationQueryContext context) {
      return check(TupleSampleParser.key(question), context);
    }

    public boolean check(TupleKey question, RelationQueryContext context) {
      return queries.check(ACME, store.id(), question, context, false).allowed();
    }

    public ResultSlice<ObjectRef> listObjects(
        String type, String relation, String subject, RelationQueryContext context) {
      return queries.listObjects(
          ACME,
          store.id(),
          type,
          relation,
          TupleSampleParser.subject(subject),
          context,
          1000,
          Optional.empty());
    }

    public ResultSlice<RelationSubject> listSubjects(
        String object, String relation, String type, RelationQueryContext context) {
      return queries
          .listSubjects(
              ACME,
              store.id(),
              TupleSampleParser.object(object),
              relation,
              new RelationSubjectFilter(type, Optional.empty()),
              context,
              1000,
              Optional.empty())
          .found();
    }

    public List<String> objects(String type, String relation, String subject) {
      return listObjects(type, relation, subject, RelationQueryContext.standard()).items().stream()
          .map(Object::toString)
          .toList();
    }
  }

  @Override
  public void close() {
    upkeep.close();
    unit.close();
  }
}
