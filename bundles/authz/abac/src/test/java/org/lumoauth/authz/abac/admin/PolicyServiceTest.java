/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.authz.abac.AbacModuleFixture.ACME;
import static org.lumoauth.authz.abac.AbacModuleFixture.GLOBEX;
import static org.lumoauth.authz.abac.AbacModuleFixture.SOMEBODY;
import static org.lumoauth.authz.abac.AbacModuleFixture.all;
import static org.lumoauth.authz.abac.AbacModuleFixture.is;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.abac.AbacModuleFixture;
import org.lumoauth.authz.abac.policy.PolicyEffect;
import org.lumoauth.authz.abac.policy.PolicyVersion;
import org.lumoauth.authz.abac.store.AbacPolicyTable;
import org.lumoauth.platform.cel.CelExpressionCompiler;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class PolicyServiceTest {

  private static Map<String, Object> body(Object... members) {
    Map<String, Object> body = new HashMap<>(Map.of("name", "Office hours", "effect", "allow"));
    for (int i = 0; i < members.length; i += 2) {
      body.put((String) members[i], members[i + 1]);
    }
    return body;
  }

  private static int status(Executable call) {
    return assertThrows(ApiException.class, call).status();
  }

  @DatabaseTest
  void keepsWhatWasSaid(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      var conditions = all(is("env.hour", "gte", 9.5), is("user.x", "in", List.of("a", 1, true)));

      var made =
          world.policies.create(
              ACME,
              body(
                  "description",
                  "For everybody",
                  "resourceType",
                  "documents",
                  "action",
                  "read",
                  "priority",
                  7,
                  "conditions",
                  conditions,
                  "isActive",
                  false),
              SOMEBODY);
      var kept = world.policies.get(ACME, "office-hours");

      assertEquals(made.id(), kept.id());
      var document = kept.document();
      assertEquals(
          "documents read ALLOW 7 false",
          document.resourceType()
              + " "
              + document.action()
              + " "
              + document.effect()
              + " "
              + document.priority()
              + " "
              + document.active());
      assertEquals(conditions.toString(), document.conditions().toString());
    }
  }

  @DatabaseTest
  void refusesASlugThatIsTaken(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policies.create(ACME, body(), SOMEBODY);
      var other = world.policies.create(ACME, body("slug", "other"), SOMEBODY);

      assertEquals(409, status(() -> world.policies.create(ACME, body(), SOMEBODY)));
      assertEquals(
          409,
          status(
              () ->
                  world.policies.update(
                      ACME, Long.toString(other.id()), Map.of("slug", "office-hours"), SOMEBODY)));
      world.policies.create(GLOBEX, body(), SOMEBODY);
    }
  }

  @DatabaseTest
  void refusesWhatIsMalformed(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      for (var bad :
          List.of(
              body("effect", "permit"),
              body("effect", 1),
              body("conditions", List.of()),
              body("conditions", Map.of("any", List.of())))) {
        assertEquals(400, status(() -> world.policies.create(ACME, bad, SOMEBODY)), bad.toString());
      }
      for (var bad :
          List.of(
              body("name", " "),
              body("priority", 1001),
              body("priority", -1),
              body("priority", "high"),
              body("priority", 1.5),
              body("slug", "Bad Slug"),
              body("slug", "12"),
              body("resourceType", "a b"),
              body("action", "read/*"),
              body("expression", 5),
              body("expression", "x".repeat(5_000)),
              body("isRoot", true),
              body("expression", "true", "conditions", all(is("user.x", "eq", 1))),
              body("resourceType", "users", "action", "write"))) {
        assertEquals(422, status(() -> world.policies.create(ACME, bad, SOMEBODY)), bad.toString());
      }
      assertEquals(List.of(), world.policies.all(ACME));
    }
  }

  /** Some sentences each, and where in them the fault is. */
  @DatabaseTest
  void refusesAnExpressionThatTakesAnAttributeForWhatItIsNot(TestDatabase database) {
    try (var world = new AbacModuleFixture(database).speaking(new CelExpressionCompiler())) {
      world.define("user", "department", "string");
      world.define("user", "level", "number");
      world.define("resource", "tags", "array");
      world.define("resource", "open", "boolean");
      Map<String, Integer> faults =
          Map.of(
              "user.department == 1", 17,
              "user.department", 0,
              "true && user[\"department\"] > 3", 28,
              "resource.tags == 'x'", 15,
              "resource.open == 'yes'", 15,
              "user.email && true", 0,
              "user.isAdmin == 'true'", 14,
              "environment.ip in 7", 0,
              "env.isWeekend + 1 == 2", 15);
      faults.forEach(
          (source, column) -> {
            var problem =
                assertThrows(
                    ApiException.class,
                    () -> world.policies.create(ACME, body("expression", source), SOMEBODY),
                    source);
            assertEquals(422, problem.status(), source);
            if (column > 0) {
              assertEquals(column, problem.details().get("column"), source);
            }
          });
      for (var source :
          List.of(
              "user.department == \"a\" && user.level > 3",
              "user.level == 3.5 || user.level in [1, 2]",
              "has(user.department) && has( resource.tags )",
              "'x' in resource.tags && resource.tags.exists(t, t == 'y')",
              "resource.open || user.trait_any == 7",
              "user.email.endsWith('@x.example') // as user.department == 1",
              "user . department == 'user.department == 1'",
              "environment.hour < 12 && env[\"isWeekend\"]",
              "action == 'read'")) {
        world.policies.check(body("expression", source));
        var made = world.policies.create(ACME, body("expression", source), SOMEBODY);
        world.policies.delete(ACME, Long.toString(made.id()), SOMEBODY);
      }
    }
  }

  @DatabaseTest
  void changesWhatIsSentAndLeavesTheRest(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policies.create(ACME, body("priority", 7, "resourceType", "documents"), SOMEBODY);

      var patched = world.policies.update(ACME, "office-hours", Map.of("effect", "deny"), SOMEBODY);
      var put = world.policies.replace(ACME, "office-hours", body("name", "Other"), SOMEBODY);

      assertEquals(
          "7 documents DENY",
          patched.document().priority()
              + " "
              + patched.document().resourceType()
              + " "
              + patched.document().effect());
      assertEquals(
          "0 * ALLOW office-hours",
          put.document().priority()
              + " "
              + put.document().resourceType()
              + " "
              + put.document().effect()
              + " "
              + put.document().slug());
      assertEquals(3, put.version());
    }
  }

  @DatabaseTest
  void refusesAChangeOfWhatWasChangedMeanwhile(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policies.create(ACME, body(), SOMEBODY);
      world.policies.update(ACME, "office-hours", Map.of("priority", 1, "version", 1), SOMEBODY);

      var refusal =
          assertThrows(
              ApiException.class,
              () ->
                  world.policies.update(
                      ACME, "office-hours", Map.of("priority", 2, "version", 1), SOMEBODY));

      assertEquals("409 conflict", refusal.status() + " " + refusal.code());
      assertEquals(1, world.policies.get(ACME, "office-hours").document().priority());
    }
  }

  @DatabaseTest
  void goesBackToWhatItWas(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policies.create(ACME, body("priority", 1), SOMEBODY);
      world.policies.update(ACME, "office-hours", Map.of("priority", 2), SOMEBODY);

      var back = world.history.rollBack(ACME, "office-hours", 1, SOMEBODY);

      assertEquals(1, back.document().priority());
      assertEquals(
          List.of(3L, 2L, 1L),
          world.history.versions(ACME, "office-hours").stream()
              .map(PolicyVersion::version)
              .toList());
      assertEquals(404, status(() -> world.history.rollBack(ACME, "office-hours", 9, SOMEBODY)));
    }
  }

  @DatabaseTest
  void keepsOnlyTheLastVersions(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policies.create(ACME, body(), SOMEBODY);
      for (int i = 0; i <= AbacPolicyTable.KEPT_VERSIONS; i++) {
        world.policies.toggle(ACME, "office-hours", SOMEBODY);
      }

      var versions = world.history.versions(ACME, "office-hours");

      assertEquals(AbacPolicyTable.KEPT_VERSIONS, versions.size());
      assertEquals(AbacPolicyTable.KEPT_VERSIONS + 2, versions.get(0).version());
    }
  }

  @DatabaseTest
  void knowsNoPolicyOfAnotherTenant(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      var made = world.policies.create(ACME, body(), SOMEBODY);

      for (String name : List.of("office-hours", Long.toString(made.id()))) {
        assertEquals(404, status(() -> world.policies.get(GLOBEX, name)));
        assertEquals(404, status(() -> world.policies.delete(GLOBEX, name, SOMEBODY)));
      }
    }
  }

  @DatabaseTest
  void recordsWhatWasAndWhatIs(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policies.create(ACME, body(), SOMEBODY);
      world.policies.update(ACME, "office-hours", Map.of("effect", "deny"), SOMEBODY);

      var details = world.audit.last(ACME.id()).event().details();

      assertEquals("allow", ((Map<?, ?>) details.get("oldValue")).get("effect"));
      assertEquals("deny", ((Map<?, ?>) details.get("newValue")).get("effect"));
      world.policies.toggle(ACME, "office-hours", SOMEBODY);
      world.history.rollBack(ACME, "office-hours", 1, SOMEBODY);
      world.policies.delete(ACME, "office-hours", SOMEBODY);
      assertEquals(
          List.of(
              "policy.created",
              "policy.updated",
              "policy.toggled",
              "policy.rolled_back",
              "policy.deleted"),
          world.audit.actions(ACME.id()));
    }
  }

  @DatabaseTest
  void changesNothingThatCanNotBeRecorded(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.audit.unavailable();

      assertEquals(503, status(() -> world.policies.create(ACME, body(), SOMEBODY)));
      assertEquals(List.of(), world.policies.all(ACME));
    }
  }

  @DatabaseTest
  void limitsTheNumberOfPolicies(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      for (int i = 0; i < PolicyService.MAX_POLICIES; i++) {
        world.policies.create(ACME, body("slug", "p" + i), SOMEBODY);
      }

      assertEquals(422, status(() -> world.policies.create(ACME, body("slug", "more"), SOMEBODY)));
      assertFalse(
          world.policies.all(ACME).stream()
              .anyMatch(p -> p.document().effect() == PolicyEffect.DENY));
    }
  }
}
