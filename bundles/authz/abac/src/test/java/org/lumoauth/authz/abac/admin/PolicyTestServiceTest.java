/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.authz.abac.AbacModuleFixture.ACME;
import static org.lumoauth.authz.abac.AbacModuleFixture.ALICE;
import static org.lumoauth.authz.abac.AbacModuleFixture.all;
import static org.lumoauth.authz.abac.AbacModuleFixture.asking;
import static org.lumoauth.authz.abac.AbacModuleFixture.is;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.abac.AbacModuleFixture;
import org.lumoauth.authz.abac.RecentDecisionLog;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class PolicyTestServiceTest {

  @DatabaseTest
  void triesAPolicyWithGivenAttributes(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      var allow = world.policy("allow", all(is("user.level", "gte", 3)));
      var deny = world.policy("deny", all(is("resource.open", "equals", false)));

      var high = world.trial.test(allow, Map.of("user", Map.of("level", 4)));
      var low = world.trial.test(allow, Map.of("user", Map.of("level", 2)));
      var untold = world.trial.test(allow, Map.of());
      var denied = world.trial.test(deny, Map.of());

      assertEquals("allow true", high.result() + " " + high.condition());
      assertEquals("not_applicable false", low.result() + " " + low.condition());
      assertEquals("not_applicable unknown", untold.result() + " " + untold.condition());
      assertEquals("deny unknown", denied.result() + " " + denied.condition());
      assertEquals("attribute_missing", denied.explanation().because().get(0).code());
    }
  }

  @DatabaseTest
  void refusesToTryWithMembersThatItDoesNotKnow(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      var policy = world.policy("allow", null);

      assertThrows(ApiException.class, () -> world.trial.test(policy, Map.of("subject", Map.of())));
      assertThrows(ApiException.class, () -> world.trial.test(policy, Map.of("user", "ada")));
    }
  }

  @DatabaseTest
  void tellsWhatAChangeWouldHaveChanged(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      var policy = world.policy("allow", null);
      world.outcome(asking("read", "documents", "1", Map.of("env", Map.of("country", "NZ"))));
      world.outcome(asking("read", "documents", "2", Map.of("env", Map.of("country", "AU"))));
      world.outcome(asking(ALICE, "folders.read"));

      var id = Optional.of(Long.toString(policy.id()));
      var candidate =
          world.policies.candidate(
              ACME, id, Map.of("conditions", all(is("env.country", "equals", "NZ"))));
      var run = world.trial.dryRun(ACME, candidate);

      assertEquals("3 1", run.evaluated() + " " + run.changed());
      var change = run.changes().get(0);
      assertEquals(
          "2 allow not_applicable",
          change.resourceId() + " " + change.before() + " " + change.after());
      assertEquals(Map.of(), world.policies.get(ACME, id.get()).document().conditions());
    }
  }

  @DatabaseTest
  void tellsWhatANewPolicyWouldHaveChanged(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policy("allow", null);
      world.reading();

      var run =
          world.trial.dryRun(
              ACME,
              world.policies.candidate(
                  ACME, Optional.empty(), Map.of("name", "New", "effect", "deny")));

      assertEquals(
          List.of("allow deny"),
          run.changes().stream().map(each -> each.before() + " " + each.after()).toList());
    }
  }

  @DatabaseTest
  void remembersNoSecretsAndNoMoreThanItMay(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      var context =
          Map.<String, Object>of(
              "password", "hunter2",
              "environment", Map.of("access_token", "eyJ", "ip", "10.0.0.1", "x-api-key", "k"),
              "long", "x".repeat(10_000));
      for (int i = 0; i < RecentDecisionLog.KEPT + 10; i++) {
        world.outcome(asking("read", "documents", "" + i, context));
      }

      var kept = world.recent.of(ACME.id());

      assertEquals(RecentDecisionLog.KEPT, kept.size());
      assertEquals(
          Map.of("environment", Map.of("ip", "10.0.0.1")), kept.get(0).question().context());
      assertFalse(kept.toString().contains("hunter2"));
    }
  }
}
