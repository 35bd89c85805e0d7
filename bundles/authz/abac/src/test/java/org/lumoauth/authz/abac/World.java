package org.lumoauth.authz.abac;

import java.lang.annotation.Annotation;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.authz.SubjectPermissions;
import org.lumoauth.api.authz.Vote;
import org.lumoauth.api.directory.GroupRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.expression.ExpressionLanguage;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.abac.admin.DefinitionChanges;
import org.lumoauth.authz.abac.admin.DefinitionService;
import org.lumoauth.authz.abac.admin.PolicyChanges;
import org.lumoauth.authz.abac.admin.PolicyHistory;
import org.lumoauth.authz.abac.admin.PolicyService;
import org.lumoauth.authz.abac.admin.PolicyTrial;
import org.lumoauth.authz.abac.admin.ValueService;
import org.lumoauth.authz.abac.memory.AbacConfig;
import org.lumoauth.authz.abac.memory.HolderMemory;
import org.lumoauth.authz.abac.memory.PolicyMemory;
import org.lumoauth.authz.abac.memory.Questions;
import org.lumoauth.authz.abac.memory.SecondFactors;
import org.lumoauth.authz.abac.memory.UserSource;
import org.lumoauth.authz.abac.policy.Expressions;
import org.lumoauth.authz.abac.policy.PolicyCompiler;
import org.lumoauth.authz.abac.policy.StoredPolicy;
import org.lumoauth.authz.abac.store.AbacUnit;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.Builders;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeRoleAssignments;
import org.lumoauth.testkit.fake.FakeUserDirectory;

/** The whole module as one node runs it, on a database of a test. It is Tuesday, ten o'clock. */
public final class World implements AutoCloseable {

  public static final TenantContext ACME =
      new TenantContext("ten_acme", "acme", "https://id.example/t/acme/api/v1");
  public static final TenantContext GLOBEX =
      new TenantContext("ten_globex", "globex", "https://id.example/t/globex/api/v1");
  public static final SubjectRef ALICE = new SubjectRef(SubjectRef.USER, "usr_alice");
  public static final Initiator SOMEBODY = Initiator.server("test");
  static final Clock TUESDAY = Clock.fixed(Instant.parse("2026-11-24T10:30:00Z"), ZoneOffset.UTC);

  public final FakeDomainEvents events;
  public final FakeUserDirectory users = new FakeUserDirectory();
  public final FakeProviderRegistry registry = new FakeProviderRegistry();
  public final FakeRoleAssignments roles = new FakeRoleAssignments();
  public final FakeAuditLog audit = new FakeAuditLog();
  public final AbacUnit unit;
  public final PolicyService policies;
  public final PolicyHistory history;
  public final DefinitionService definitions;
  public final ValueService values;
  public final PolicyTrial trial;
  public final PolicyMemory memory;
  public final AbacModel model;
  public final RecentDecisions recent = new RecentDecisions(TUESDAY);
  public final AbacTenantData tenantData;
  public final AbacChangeListener listener;
  public final PolicyGrants grants;
  private final Expressions expressions;

  /** A node that hears of its own changes alone, and rechecks hourly. */
  public World(TestDatabase database) {
    this(database.units(), new FakeDomainEvents(), 3_600_000);
  }

  public World(PersistenceUnits units, FakeDomainEvents events, long recheckMillis) {
    this.events = events;
    this.unit = new AbacUnit(units);
    this.expressions = new Expressions();
    var compiler = new PolicyCompiler(expressions);
    var config = new Config(1_000, 10_000, recheckMillis);
    SubjectPermissions lists =
        (tenant, subject) ->
            List.of(new EffectivePermission("documents.print", Optional.empty(), "role:x"));
    registry.with(SubjectPermissions.class, "rbac", lists);
    var holders =
        new HolderMemory(
            new UserSource(
                users,
                (tenant, id) -> Optional.of(new GroupRef(id, id, id.replace("grp_", ""))),
                registry,
                new SecondFactors(registry),
                unit,
                roles),
            config);
    memory = new PolicyMemory(unit, compiler, config);
    var questions = new Questions(holders, TUESDAY);
    var changes = new AbacChanges(events);
    var policyChanges = new PolicyChanges(unit, changes, audit);
    this.policies = new PolicyService(policyChanges, compiler);
    this.history = new PolicyHistory(policyChanges, compiler);
    this.definitions = new DefinitionService(new DefinitionChanges(unit, changes, audit));
    this.values = new ValueService(unit, users, changes, audit);
    this.model = new AbacModel(memory, questions, recent);
    this.grants =
        new PolicyGrants(
            memory,
            questions,
            (tenant, id) ->
                id.equals("grp_payers")
                    ? Optional.of(new GroupRef(id, "Payers", "payers"))
                    : Optional.empty());
    this.trial = new PolicyTrial(compiler, memory, questions, recent);
    this.tenantData = new AbacTenantData(unit, memory, holders, recent);
    this.listener = new AbacChangeListener(memory, holders, unit);
    events.tell(listener);
    users.with(ACME, Builders.aUser().withId(ALICE.id()).withEmail("alice@example.com").build());
  }

  public World speaking(ExpressionLanguage language) {
    expressions.speak(language);
    return this;
  }

  public void define(String type, String slug, String dataType) {
    definitions.create(
        ACME,
        Map.of("name", slug, "slug", slug, "attributeType", type, "dataType", dataType),
        SOMEBODY);
  }

  public StoredPolicy policy(String effect, Object conditions) {
    return policy(effect, "documents", "read", conditions);
  }

  public StoredPolicy policy(String effect, String type, String action, Object conditions) {
    Map<String, Object> body = new HashMap<>();
    body.put("name", effect + " " + policies.all(ACME).size());
    body.put("resourceType", type);
    body.put("action", action);
    body.put("effect", effect);
    if (conditions != null) {
      body.put("conditions", conditions);
    }
    return policies.create(ACME, body, SOMEBODY);
  }

  public static Map<String, Object> is(String attribute, String operator, Object value) {
    return Map.of("attribute", attribute, "operator", operator, "value", value);
  }

  public static Map<String, Object> all(Object... conditions) {
    return Map.of("all", List.of(conditions));
  }

  public static Question asking(SubjectRef subject, String action) {
    return Question.of(subject, action);
  }

  public static Question asking(
      String action, String type, String id, Map<String, Object> context) {
    return new Question(
        ALICE,
        List.of(),
        action,
        Optional.of(new Resource(type, id, Map.of())),
        context,
        Optional.empty());
  }

  public Vote vote(Question question) {
    return model.vote(ACME, question);
  }

  public Vote.Outcome outcome(Question question) {
    return vote(question).outcome();
  }

  /** What becomes of Alice's wish to read documents. */
  public Vote.Outcome reading() {
    return outcome(asking(ALICE, "documents.read"));
  }

  @Override
  public void close() {
    unit.close();
  }

  private record Config(int tenants, int holders, long recheckMillis) implements AbacConfig {
    @Override
    public Class<? extends Annotation> annotationType() {
      return AbacConfig.class;
    }
  }
}
