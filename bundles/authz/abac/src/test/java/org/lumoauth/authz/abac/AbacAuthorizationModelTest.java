/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.api.authz.AuthorizationVote.VoteOutcome.DENY;
import static org.lumoauth.api.authz.AuthorizationVote.VoteOutcome.NOT_APPLICABLE;
import static org.lumoauth.api.authz.AuthorizationVote.VoteOutcome.PERMIT;
import static org.lumoauth.authz.abac.AbacModuleFixture.ACME;
import static org.lumoauth.authz.abac.AbacModuleFixture.ALICE;
import static org.lumoauth.authz.abac.AbacModuleFixture.GLOBEX;
import static org.lumoauth.authz.abac.AbacModuleFixture.SOMEBODY;
import static org.lumoauth.authz.abac.AbacModuleFixture.all;
import static org.lumoauth.authz.abac.AbacModuleFixture.asking;
import static org.lumoauth.authz.abac.AbacModuleFixture.is;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.expression.EvaluableExpression;
import org.lumoauth.api.expression.ExpressionCompiler;
import org.lumoauth.api.expression.ExpressionType;
import org.lumoauth.api.expression.InvalidExpressionException;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;

class AbacAuthorizationModelTest {

  @DatabaseTest
  void hasNothingToSayWithoutPolicies(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      var vote = world.vote(asking(ALICE, "documents.read"));

      assertEquals(NOT_APPLICABLE, vote.outcome());
      assertEquals("no_policies", vote.reason().code());
    }
  }

  @DatabaseTest
  void permitsAUserWhoMeetsTheCondition(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.define("user", "department", "string");
      world.policy("allow", all(is("user.department", "equals", "sales")));
      assertEquals(NOT_APPLICABLE, world.reading());

      world.values.putOfUser(ACME, ALICE.id(), "department", "sales", SOMEBODY);
      assertEquals(PERMIT, world.reading());

      world.values.putOfUser(ACME, ALICE.id(), "department", "legal", SOMEBODY);
      assertEquals(NOT_APPLICABLE, world.reading());

      world.values.putOfUser(ACME, ALICE.id(), "department", null, SOMEBODY);
      assertEquals(NOT_APPLICABLE, world.reading());
    }
  }

  @DatabaseTest
  void letsADenialWinWhateverThePriorities(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policies.create(
          ACME,
          Map.of("name", "Allow", "effect", "allow", "priority", 1000, "resourceType", "documents"),
          SOMEBODY);
      assertEquals(PERMIT, world.reading());

      world.policy("deny", all(is("user.id", "equals", ALICE.id())));
      var vote = world.vote(asking(ALICE, "documents.read"));

      assertEquals(DENY, vote.outcome());
      assertEquals("policy_denies", vote.reason().code());
      assertFalse(vote.remedy().orElse("").isBlank());
    }
  }

  @DatabaseTest
  void asksPoliciesByPriority(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policies.create(ACME, Map.of("name", "Low", "effect", "allow"), SOMEBODY);
      world.policies.create(
          ACME, Map.of("name", "High", "effect", "allow", "priority", 10), SOMEBODY);

      var vote = world.vote(asking(ALICE, "documents.read"));

      assertEquals("The policy High allows this.", vote.reason().text());
    }
  }

  @DatabaseTest
  void deniesWhatADenyingPolicyCanNotEvaluate(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policy("allow", null);
      world.policy("deny", all(is("user.clearance", "lt", 3)));

      var vote = world.vote(asking(ALICE, "documents.read"));

      assertEquals(DENY, vote.outcome());
      assertEquals("policy_not_evaluable", vote.reason().code());
      assertTrue(vote.remedy().orElse("").contains("user.clearance"), vote.toString());
    }
  }

  @DatabaseTest
  void doesNotPermitWhatAnAllowingPolicyCanNotEvaluate(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policy("allow", Map.of("none", List.of(is("user.clearance", "lt", 3))));
      world.policy("allow", all(is("user.email", "not_equals", 5)));

      assertEquals(NOT_APPLICABLE, world.reading());
    }
  }

  @DatabaseTest
  void countsAllowingPoliciesForUsersAndAgentsAlone(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policy("allow", "*", "*", null);

      assertEquals(PERMIT, world.outcome(asking(new SubjectRef("agent", "agt_1"), "files.read")));
      for (String type : List.of("client", "api_key", "group", "operator", "martian")) {
        assertEquals(
            NOT_APPLICABLE, world.outcome(asking(new SubjectRef(type, "x"), "files.read")), type);
      }
    }
  }

  @DatabaseTest
  void bindsClientsAndKeysByDenyingPolicies(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policy("deny", "files", "*", null);

      for (String type : List.of("user", "agent", "client", "api_key", "group")) {
        assertEquals(DENY, world.outcome(asking(new SubjectRef(type, "x"), "files.read")), type);
      }
    }
  }

  @DatabaseTest
  void hasNoSayInTheServersOwnPermissions(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policy("allow", "*", "*", null);
      world.policy("deny", "*", "*", all(is("user.id", "exists", true)));

      for (String own : List.of("policies.write", "users.read", "authz.check", "jit.approve")) {
        assertEquals(NOT_APPLICABLE, world.outcome(asking(ALICE, own)), own);
      }
      assertEquals(NOT_APPLICABLE, world.outcome(asking("read", "users", "usr_1", Map.of())));
      assertEquals(DENY, world.outcome(asking(ALICE, "users.export")));
    }
  }

  @DatabaseTest
  void findsPoliciesByResourceOrByPermission(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policy("deny", "documents", "read", null);

      assertEquals(DENY, world.outcome(asking(ALICE, "documents.read")));
      assertEquals(DENY, world.outcome(asking("read", "documents", "1", Map.of())));
      assertEquals(DENY, world.outcome(asking("documents.read", "documents", "1", Map.of())));
      for (String other :
          List.of("documents.reader", "documents.rea", "xdocuments.read", "documents.x.read")) {
        assertEquals(NOT_APPLICABLE, world.outcome(asking(ALICE, other)), other);
      }
      assertEquals(NOT_APPLICABLE, world.outcome(asking("read", "folders", "1", Map.of())));
    }
  }

  @DatabaseTest
  void readsWildcardsAsAnyTypeAndAnyAction(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policy("deny", "*", "delete", null);
      world.policy("deny", "crm.contacts", "*", null);

      assertEquals(DENY, world.outcome(asking(ALICE, "documents.delete")));
      assertEquals(DENY, world.outcome(asking(ALICE, "a.b.delete")));
      assertEquals(DENY, world.outcome(asking(ALICE, "crm.contacts.merge")));
      assertEquals(DENY, world.outcome(asking("anything", "crm.contacts", "1", Map.of())));
      assertEquals(NOT_APPLICABLE, world.outcome(asking(ALICE, "crm.read")));
      assertEquals(NOT_APPLICABLE, world.outcome(asking(ALICE, "documents.undelete")));
    }
  }

  @DatabaseTest
  void comparesWithWhatTheResourceIs(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.define("resource", "owner_id", "string");
      world.policy("allow", all(is("user.id", "equals", "$resource.owner_id")));
      world.values.putOfResource(ACME, "documents", "1", "owner_id", ALICE.id(), SOMEBODY);
      world.values.putOfResource(ACME, "documents", "2", "owner_id", "usr_bob", SOMEBODY);

      assertEquals(PERMIT, world.outcome(asking("read", "documents", "1", Map.of())));
      assertEquals(NOT_APPLICABLE, world.outcome(asking("read", "documents", "2", Map.of())));
      var lie = Map.<String, Object>of("resource", Map.of("owner_id", ALICE.id()));
      assertEquals(NOT_APPLICABLE, world.outcome(asking("read", "documents", "2", lie)));
      assertEquals(PERMIT, world.outcome(asking("read", "documents", "3", lie)));
    }
  }

  @DatabaseTest
  void listensToNothingThatIsSaidOfTheUserOrTheClock(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policy("allow", all(is("user.isAdmin", "equals", true)));
      world.policy("allow", all(is("env.hour", "equals", 3)));
      var lie =
          Map.<String, Object>of(
              "user",
              Map.of("isAdmin", true),
              "isAdmin",
              true,
              "hour",
              3,
              "environment",
              Map.of("hour", 3));

      assertEquals(NOT_APPLICABLE, world.outcome(asking("read", "documents", "1", lie)));
    }
  }

  @DatabaseTest
  void readsTheClockInUtc(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policy(
          "allow",
          all(
              is("environment.hour", "equals", 10),
              is("env.dayOfWeek", "equals", 2),
              is("env.isWeekend", "equals", false),
              is("env.time", "gt", "2026-11-24T10:29:59Z")));

      assertEquals(PERMIT, world.reading());
    }
  }

  @DatabaseTest
  void readsTheEnvironmentWhereverItIsSaid(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policy("allow", all(is("env.country", "equals", "NZ")));

      for (var context :
          List.<Map<String, Object>>of(
              Map.of("country", "NZ"),
              Map.of("env", Map.of("country", "NZ")),
              Map.of("environment", Map.of("country", "NZ")))) {
        assertEquals(PERMIT, world.outcome(asking("read", "documents", "1", context)));
      }
    }
  }

  @DatabaseTest
  void readsWhatTheDirectoryKnows(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.roles.withRole(ACME, new RoleRef("rol_1", "Editor", "editor"));
      world.policy(
          "allow",
          all(
              is("user.email", "equals", "alice@example.com"),
              is("user.roles", "contains", "editor"),
              is("user.groups", "contains", "staff"),
              is("user.permissions", "contains", "documents.print"),
              is("user.orgId", "equals", "acme"),
              is("user.isActive", "equals", true)));
      assertEquals(NOT_APPLICABLE, world.reading());

      world.users.inGroups(ACME, ALICE.id(), "grp_staff");
      world.roles.assign(ACME, new SubjectRef("group", "grp_staff"), List.of("editor"));
      world.events.publish(new DomainEvent("groups.changed", ACME.id(), "grp_staff"));

      assertEquals(PERMIT, world.reading());
    }
  }

  @DatabaseTest
  void resolvesNoUserByEmailAddress(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policy("allow", all(is("user.email", "equals", "alice@example.com")));

      assertEquals(
          NOT_APPLICABLE,
          world.outcome(asking(new SubjectRef("user", "alice@example.com"), "documents.read")));
    }
  }

  @DatabaseTest
  void givesDefaultsToUsersThatThereAre(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.definitions.create(
          ACME,
          Map.of(
              "name", "Level",
              "slug", "level",
              "attributeType", "user",
              "dataType", "number",
              "defaultValue", 1),
          SOMEBODY);
      world.policy("allow", all(is("user.level", "gte", 1)));

      assertEquals(PERMIT, world.reading());
      assertEquals(
          NOT_APPLICABLE,
          world.outcome(asking(new SubjectRef("user", "usr_nobody"), "documents.read")));
    }
  }

  @DatabaseTest
  void seesAChangeWithTheNextQuestion(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      var policy = world.policy("allow", null);
      assertEquals(PERMIT, world.reading());

      world.policies.toggle(ACME, Long.toString(policy.id()), SOMEBODY);
      assertEquals(NOT_APPLICABLE, world.reading());

      world.policies.toggle(ACME, policy.document().slug(), SOMEBODY);
      world.policies.update(ACME, Long.toString(policy.id()), Map.of("effect", "deny"), SOMEBODY);
      assertEquals(DENY, world.reading());

      world.policies.delete(ACME, Long.toString(policy.id()), SOMEBODY);
      assertEquals(NOT_APPLICABLE, world.reading());
    }
  }

  @DatabaseTest
  void seesWhatAnotherNodeChanged(TestDatabase database) {
    var units = database.units();
    try (var here = new AbacModuleFixture(units, new FakeDomainEventPublisher(), 0);
        var there = new AbacModuleFixture(units, new FakeDomainEventPublisher(), 0)) {
      assertEquals(NOT_APPLICABLE, here.reading());

      there.policy("deny", null);

      assertEquals(DENY, here.reading());
    }
  }

  @DatabaseTest
  void keepsTenantsApart(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policy("allow", "*", "*", null);

      assertEquals(
          NOT_APPLICABLE, world.model.vote(GLOBEX, asking(ALICE, "documents.read")).outcome());
    }
  }

  @DatabaseTest
  void leavesNothingOfATenantOrAUserThatGoes(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.define("user", "department", "string");
      world.policy("allow", all(is("user.department", "equals", "sales")));
      world.values.putOfUser(ACME, ALICE.id(), "department", "sales", SOMEBODY);
      assertEquals(PERMIT, world.reading());

      world.events.publish(new DomainEvent("subject.deleted", ACME.id(), ALICE.id()));
      assertEquals(NOT_APPLICABLE, world.reading());

      world.tenantData.erase(ACME.id());
      world.tenantData.erase(ACME.id());
      assertEquals(List.of(), world.policies.all(ACME));
      assertEquals(List.of(), world.definitions.own(ACME));
    }
  }

  @DatabaseTest
  void takesAnExpressionInPlaceOfConditions(TestDatabase database) {
    try (var world = new AbacModuleFixture(database).speaking(new OneWord())) {
      world.policies.create(
          ACME, Map.of("name", "E", "effect", "allow", "expression", "user.email"), SOMEBODY);

      assertEquals(PERMIT, world.reading());
    }
  }

  @DatabaseTest
  void saysWhereAnExpressionIsWrong(TestDatabase database) {
    try (var world = new AbacModuleFixture(database).speaking(new OneWord())) {
      var refusal =
          assertThrows(
              ApiException.class,
              () ->
                  world.policies.create(
                      ACME,
                      Map.of("name", "E", "effect", "allow", "expression", "user.email +"),
                      SOMEBODY));

      assertEquals(422, refusal.status());
      assertEquals(Map.of("field", "expression", "line", 1, "column", 12), refusal.details());
    }
  }

  @DatabaseTest
  void decidesNothingWhileTheLanguageOfAPolicyIsAway(TestDatabase database) {
    try (var world = new AbacModuleFixture(database).speaking(new OneWord())) {
      world.policies.create(
          ACME, Map.of("name", "E", "effect", "deny", "expression", "user.email"), SOMEBODY);
      world.speaking(null);

      var refusal = assertThrows(ApiException.class, world::reading);

      assertEquals("module_unavailable", refusal.code());
    }
  }

  /** True if the one attribute that an expression names is there. */
  private static final class OneWord implements ExpressionCompiler {
    @Override
    public EvaluableExpression compile(
        String source, Map<String, ExpressionType> parameters, ExpressionType result) {
      if (source.endsWith("+")) {
        throw new InvalidExpressionException("Something is missing.", 1, source.length());
      }
      return new EvaluableExpression() {
        @Override
        public Object evaluate(Map<String, Object> values) {
          return ((Map<?, ?>) values.get("user")).containsKey(source.substring(5));
        }

        @Override
        public Set<String> referencedParameters() {
          return Set.of("user");
        }
      };
    }
  }
}
