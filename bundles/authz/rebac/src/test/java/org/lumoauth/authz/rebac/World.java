package org.lumoauth.authz.rebac;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.relation.ModelSource;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.QueryContext;
import org.lumoauth.api.relation.RelationStore;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.Slice;
import org.lumoauth.api.relation.StoredModel;
import org.lumoauth.api.relation.SubjectFilter;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.TupleWrite;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.cache.Answers;
import org.lumoauth.authz.rebac.cache.Flights;
import org.lumoauth.authz.rebac.cache.Indexes;
import org.lumoauth.authz.rebac.cache.Models;
import org.lumoauth.authz.rebac.cache.Snapshots;
import org.lumoauth.authz.rebac.cache.StoreHeads;
import org.lumoauth.authz.rebac.language.LanguageCompiler;
import org.lumoauth.authz.rebac.model.ModelCompiler;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.lumoauth.authz.rebac.store.RebacUnit;
import org.lumoauth.platform.cel.CelExpressionLanguage;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeSettingsStore;

/** The whole module as one node runs it, on a database of a test. */
public final class World implements AutoCloseable {

  public static final TenantContext ACME =
      new TenantContext("ten_acme", "acme", "https://id.example/t/acme/api/v1");
  public static final TenantContext GLOBEX =
      new TenantContext("ten_globex", "globex", "https://id.example/t/globex/api/v1");
  public static final Initiator SOMEBODY = Initiator.server("test");

  /** What nodes of one cluster have in common. */
  public record Shared(
      ModelCompiler compiler, HandModels hand, Identifiers identifiers, SecretVault vault) {

    /** With models that are built by hand. */
    public static Shared fresh() {
      var hand = new HandModels();
      return new Shared(hand, hand, new FakeIdentifiers(), new FakeSecretVault());
    }

    /** With models as people write them. */
    public static Shared written() {
      return new Shared(
          new LanguageCompiler(new CelExpressionLanguage()),
          new HandModels(),
          new FakeIdentifiers(),
          new FakeSecretVault());
    }
  }

  public final Shared shared;
  public final FakeDomainEvents events = new FakeDomainEvents();
  public final FakeAuditLog log = new FakeAuditLog();
  public final FakeSettingsStore settings = new FakeSettingsStore();
  public final RebacUnit unit;

  /** What is asked of models in shadow; a test may hold it back. */
  public final HeldBack shadowThread = new HeldBack();

  public final StoreHeads heads;
  public final Indexes indexes;
  public final Snapshots snapshots;
  public final Answers answers;
  public final StoredRelationStores stores;
  public final StoredRelationModels models;
  public final StoredRelationTuples tuples;
  public final EngineQueries queries;
  public final RebacTenantData data;
  public final ChangeUpkeep upkeep;

  public World(TestDatabase database) {
    this(database.units(), Config.standard(), Shared.fresh());
  }

  public World(TestDatabase database, RebacConfig config) {
    this(database.units(), config, Shared.fresh());
  }

  public World(PersistenceUnits units, RebacConfig config, Shared shared) {
    this.shared = shared;
    unit = new RebacUnit(units);
    heads = new StoreHeads(unit, config);
    indexes = new Indexes(unit, config);
    var held = new Models(unit, shared.compiler(), config);
    snapshots = new Snapshots(unit, indexes, held, config);
    var tokens = new Tokens(shared.vault());
    var revisions = new Revisions(tokens);
    var changes = new RelationChanges(events);
    var audit = new RelationAudit(log);
    var shadows = new Shadows();
    stores =
        new StoredRelationStores(
            unit, shared.identifiers(), tokens, indexes, changes, audit, config);
    models =
        new StoredRelationModels(
            unit, shared.compiler(), shared.identifiers(), tokens, changes, audit, shadows, config);
    tuples =
        new StoredRelationTuples(
            unit, new TupleWriter(unit, held, config), heads, tokens, revisions, changes, audit);
    answers = new Answers(config);
    var limits = new TenantLimits(settings, config);
    var preparation = new Preparation(held, answers, limits);
    var shadow = new ShadowChecks(preparation, snapshots, shadows, new ShadowRuns(shadowThread));
    var checking = new Checking(preparation, snapshots, new Flights(config), shadow, revisions);
    queries =
        new EngineQueries(
            heads, snapshots, revisions, preparation, checking, new Listings(tokens), config);
    data = new RebacTenantData(unit, stores, indexes, changes);
    events.tell(new RelationChangeListener(heads));
    events.tell(limits);
    upkeep = new ChangeUpkeep(unit, config);
  }

  /** A store of Acme's with a model and tuples. */
  public Place place(RelationModel model, String... facts) {
    var store = stores.create(ACME, "test", SOMEBODY);
    var place = new Place(store);
    place.model(model);
    if (facts.length > 0) {
      place.write(Stream.of(facts).map(Facts::tuple).toArray(RelationTuple[]::new));
    }
    return place;
  }

  /** One store, asked and written in few words. */
  public final class Place {
    public final RelationStore store;

    public Place(RelationStore store) {
      this.store = store;
    }

    public StoredModel dsl(String text) {
      return models.write(
          ACME, store.id(), ModelSource.of(ModelSource.Language.OPENFGA_DSL, text), true, SOMEBODY);
    }

    public StoredModel model(RelationModel model) {
      return models.write(ACME, store.id(), shared.hand().source(model), true, SOMEBODY);
    }

    public String write(RelationTuple... written) {
      return tuples.write(ACME, store.id(), TupleWrite.of(List.of(written)), SOMEBODY);
    }

    public String write(String fact) {
      return write(Facts.tuple(fact));
    }

    public String delete(String... facts) {
      return tuples.write(
          ACME,
          store.id(),
          new TupleWrite(
              Optional.empty(),
              List.of(),
              Stream.of(facts).map(Facts::key).toList(),
              List.of(),
              false,
              false,
              Optional.empty()),
          SOMEBODY);
    }

    public boolean check(String question) {
      return check(question, QueryContext.standard());
    }

    public boolean check(String question, QueryContext context) {
      return check(Facts.key(question), context);
    }

    public boolean check(TupleKey question, QueryContext context) {
      return queries.check(ACME, store.id(), question, context, false).allowed();
    }

    public Slice<ObjectRef> listObjects(
        String type, String relation, String subject, QueryContext context) {
      return queries.listObjects(
          ACME,
          store.id(),
          type,
          relation,
          Facts.subject(subject),
          context,
          1000,
          Optional.empty());
    }

    public Slice<RelationSubject> listSubjects(
        String object, String relation, String type, QueryContext context) {
      return queries
          .listSubjects(
              ACME,
              store.id(),
              Facts.object(object),
              relation,
              new SubjectFilter(type, Optional.empty()),
              context,
              1000,
              Optional.empty())
          .found();
    }

    public List<String> objects(String type, String relation, String subject) {
      return listObjects(type, relation, subject, QueryContext.standard()).items().stream()
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
