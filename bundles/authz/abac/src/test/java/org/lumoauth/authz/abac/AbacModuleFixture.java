/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac;

import java.lang.annotation.Annotation;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.authz.SubjectPermissionProvider;
import org.lumoauth.api.directory.GroupRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.expression.ExpressionCompiler;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.abac.admin.AttributeDefinitionService;
import org.lumoauth.authz.abac.admin.AttributeValueService;
import org.lumoauth.authz.abac.admin.PolicyChangeExecutor;
import org.lumoauth.authz.abac.admin.PolicyService;
import org.lumoauth.authz.abac.admin.PolicyTestService;
import org.lumoauth.authz.abac.admin.PolicyVersionService;
import org.lumoauth.authz.abac.cache.AbacCacheConfig;
import org.lumoauth.authz.abac.cache.DecisionAttributeLookupFactory;
import org.lumoauth.authz.abac.cache.PolicyCache;
import org.lumoauth.authz.abac.cache.UserAndResourceAttributeCache;
import org.lumoauth.authz.abac.cache.UserAttributeLoader;
import org.lumoauth.authz.abac.policy.PolicyCompiler;
import org.lumoauth.authz.abac.policy.PolicyExpressionCompiler;
import org.lumoauth.authz.abac.policy.StoredPolicy;
import org.lumoauth.authz.abac.store.AbacTransactionRunner;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeRoleAssignmentService;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

/** The module of one node on a test database. The time is Tuesday, ten o'clock. */
public final class AbacModuleFixture implements AutoCloseable {

  public static final TenantContext ACME =
      new TenantContext("ten_acme", "acme", "https://id.example/t/acme/api/v1");
  public static final TenantContext GLOBEX =
      new TenantContext("ten_globex", "globex", "https://id.example/t/globex/api/v1");
  public static final SubjectRef ALICE = new SubjectRef(SubjectRef.USER, "usr_alice");
  public static final AuditInitiator SOMEBODY = AuditInitiator.server("test");
  static final Clock TUESDAY = Clock.fixed(Instant.parse("2026-11-24T10:30:00Z"), ZoneOffset.UTC);

  public final FakeDomainEventPublisher events;
  public final FakeUserDirectory users = new FakeUserDirectory();
  public final FakeProviderRegistry registry = new FakeProviderRegistry();
  public final FakeRoleAssignmentService roles = new FakeRoleAssignmentService();
  public final FakeAuditLog audit = new FakeAuditLog();
  private final PersistenceUnit tables;
  public final AbacTransactionRunner unit;
  public final PolicyService policies;
  public final PolicyVersionService history;
  public final AttributeDefinitionService definitions;
  public final AttributeValueService values;
  public final PolicyTestService trial;
  public final PolicyCache memory;
  public final AbacAuthorizationModel model;
  public final RecentDecisionLog recent = new RecentDecisionLog(TUESDAY);
  public final AbacTenantDataEraser tenantData;
  public final AbacChangeListener listener;
  public final PolicySubjectGrantProvider grants;
  private final PolicyExpressionCompiler expressions;

  /** A node that hears of its own changes alone, and rechecks hourly. */
  public AbacModuleFixture(TestDatabase database) {
    this(database.units(), new FakeDomainEventPublisher(), 3_600_000);
  }

  public AbacModuleFixture(
      PersistenceUnitFactory units, FakeDomainEventPublisher events, long recheckMillis) {
    this.events = events;
    this.tables = units.open(TestDatabase.tablesOf(AbacTransactionRunner.class));
    this.unit = new AbacTransactionRunner(tables);
    this.expressions = new PolicyExpressionCompiler();
    var compiler = new PolicyCompiler(expressions);
    var config = new Config(1_000, 10_000, recheckMillis);
    SubjectPermissionProvider lists =
        (tenant, subject) ->
            List.of(new EffectivePermission("documents.print", Optional.empty(), "role:x"));
    registry.with(SubjectPermissionProvider.class, "rbac", lists);
    var holders =
        new UserAndResourceAttributeCache(
            new UserAttributeLoader(
                users,
                (tenant, id) -> Optional.of(new GroupRef(id, id, id.replace("grp_", ""))),
                registry,
                unit,
                roles),
            config);
    memory = new PolicyCache(unit, compiler, config);
    var questions = new DecisionAttributeLookupFactory(holders, TUESDAY);
    var changes = new AbacChangePublisher(events);
    var policyChanges = new PolicyChangeExecutor(unit, changes, audit);
    this.policies = new PolicyService(policyChanges, compiler);
    this.history = new PolicyVersionService(policyChanges, compiler);
    this.definitions = new AttributeDefinitionService(unit, changes, audit);
    this.values = new AttributeValueService(unit, users, changes, audit);
    this.model = new AbacAuthorizationModel(memory, questions, recent);
    this.grants =
        new PolicySubjectGrantProvider(
            memory,
            questions,
            (tenant, id) ->
                id.equals("grp_payers")
                    ? Optional.of(new GroupRef(id, "Payers", "payers"))
                    : Optional.empty());
    this.trial = new PolicyTestService(compiler, memory, questions, recent);
    this.tenantData = new AbacTenantDataEraser(unit, memory, holders, recent);
    this.listener = new AbacChangeListener(memory, holders, unit);
    events.addListener(listener);
    users.with(
        ACME, TestBuilders.aUser().withId(ALICE.id()).withEmail("alice@example.com").build());
  }

  public AbacModuleFixture speaking(ExpressionCompiler language) {
    expressions.setLanguage(language);
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

  public static DecisionRequest asking(SubjectRef subject, String action) {
    return DecisionRequest.of(subject, action);
  }

  public static DecisionRequest asking(
      String action, String type, String id, Map<String, Object> context) {
    return new DecisionRequest(
        ALICE,
        List.of(),
        action,
        Optional.of(new Resource(type, id, Map.of())),
        context,
        Optional.empty());
  }

  public AuthorizationVote vote(DecisionRequest question) {
    return model.vote(ACME, question);
  }

  public AuthorizationVote.VoteOutcome outcome(DecisionRequest question) {
    return vote(question).outcome();
  }

  /** What becomes of Alice's wish to read documents. */
  public AuthorizationVote.VoteOutcome reading() {
    return outcome(asking(ALICE, "documents.read"));
  }

  @Override
  public void close() {
    tables.close();
  }

  private record Config(int tenants, int holders, long recheckMillis) implements AbacCacheConfig {
    @Override
    public Class<? extends Annotation> annotationType() {
      return AbacCacheConfig.class;
    }
  }
}
