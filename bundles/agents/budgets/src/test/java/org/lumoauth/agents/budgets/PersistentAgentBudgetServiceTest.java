/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.budgets.BudgetNodeFixture.ACME;
import static org.lumoauth.agents.budgets.BudgetNodeFixture.AGENT;
import static org.lumoauth.agents.budgets.BudgetNodeFixture.CHILD;
import static org.lumoauth.agents.budgets.BudgetNodeFixture.OTHER;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.AgentUsage;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;

class PersistentAgentBudgetServiceTest {

  @DatabaseTest
  void letsAnAgentWithoutABudgetUseAnything(TestDatabase database) {
    try (var node = new BudgetNodeFixture(database.units())) {
      node.budgets.charge(
          ACME, AGENT, new AgentUsage(1, 1_000_000, BigDecimal.TEN, Optional.of("m")));

      assertEquals(Map.of(), node.budgets.describe(ACME, AGENT));
    }
  }

  @DatabaseTest
  void saysWhatIsLeftAndWhenItBeginsAnew(TestDatabase database) {
    try (var node = new BudgetNodeFixture(database.units())) {
      node.limit(AGENT, BudgetNodeFixture.tokens(10));
      node.budgets.charge(ACME, AGENT, BudgetNodeFixture.tokensUsed(4));

      var refusal = refusal(node, BudgetNodeFixture.tokensUsed(7));

      assertEquals(429, refusal.status());
      assertEquals("budget_exceeded", refusal.code());
      assertEquals(BigDecimal.valueOf(6), refusal.details().get("remaining"));
      assertTrue(refusal.details().get("resets_at").toString().endsWith("T00:00:00Z"));
      assertTrue(refusal.headers().containsKey("Retry-After"));
    }
  }

  @DatabaseTest
  void takesNothingOfAUseOfWhichAPartDoesNotFit(TestDatabase database) {
    try (var node = new BudgetNodeFixture(database.units())) {
      node.limit(
          AGENT,
          new BudgetLimits(
              Optional.of(100L),
              Optional.of(5L),
              Optional.of(1_000_000L),
              Optional.empty(),
              Optional.empty()));

      refusal(node, new AgentUsage(1, 10, new BigDecimal("1.000001"), Optional.empty()));

      var shown = node.budgets.describe(ACME, AGENT);
      assertEquals(BigDecimal.valueOf(0), shown.get("tokens_used_today"));
      assertEquals(BigDecimal.valueOf(0), shown.get("api_calls_this_hour"));
    }
  }

  @DatabaseTest
  void refusesAModelThatIsNotAllowed(TestDatabase database) {
    try (var node = new BudgetNodeFixture(database.units())) {
      node.limit(
          AGENT,
          new BudgetLimits(
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(Set.of("small")),
              Optional.empty()));

      var refusal = refusal(node, new AgentUsage(0, 1, BigDecimal.ZERO, Optional.of("large")));

      assertEquals(403, refusal.status());
      assertEquals("model_not_allowed", refusal.code());
      node.budgets.charge(ACME, AGENT, new AgentUsage(0, 1, BigDecimal.ZERO, Optional.of("small")));
    }
  }

  @DatabaseTest
  void keepsWhatWasCountedWhenTheServerStopsAndStarts(TestDatabase database) {
    try (var node = new BudgetNodeFixture(database.units())) {
      node.limit(AGENT, BudgetNodeFixture.calls(3));
      node.budgets.charge(ACME, AGENT, AgentUsage.oneCall());
      node.budgets.charge(ACME, AGENT, AgentUsage.oneCall());
    }
    try (var again = new BudgetNodeFixture(database.anotherServer())) {
      again.budgets.charge(ACME, AGENT, AgentUsage.oneCall());

      refusal(again, AgentUsage.oneCall());
    }
  }

  @DatabaseTest
  void holdsAnotherNodeToALimitOnceTheEventArrived(TestDatabase database) {
    var events = new FakeDomainEventPublisher();
    try (var here = new BudgetNodeFixture(database.units(), events);
        var there = new BudgetNodeFixture(database.anotherServer(), events)) {
      there.budgets.charge(ACME, AGENT, AgentUsage.oneCall());

      here.limit(AGENT, BudgetNodeFixture.calls(0));

      refusal(there, AgentUsage.oneCall());
    }
  }

  @DatabaseTest
  void beginsAnewWhenAnAdministratorSaysSo(TestDatabase database) {
    try (var node = new BudgetNodeFixture(database.units())) {
      node.limit(AGENT, BudgetNodeFixture.tokens(10));
      node.budgets.charge(ACME, AGENT, BudgetNodeFixture.tokensUsed(10));

      node.policies.change(
          ACME, AGENT, was -> new BudgetPolicy(AGENT, was.limits(), was.generation() + 1));

      node.budgets.charge(ACME, AGENT, BudgetNodeFixture.tokensUsed(10));
      refusal(node, BudgetNodeFixture.tokensUsed(1));
    }
  }

  @DatabaseTest
  void countsAReportOnceThatIsSentTwice(TestDatabase database) {
    try (var node = new BudgetNodeFixture(database.units())) {
      node.limit(AGENT, BudgetNodeFixture.tokens(100));

      assertTrue(
          node.reports.report(ACME, AGENT, BudgetNodeFixture.tokensUsed(30), Optional.of("run-1")));
      assertFalse(
          node.reports.report(ACME, AGENT, BudgetNodeFixture.tokensUsed(30), Optional.of("run-1")));

      assertEquals(
          BigDecimal.valueOf(30), node.budgets.describe(ACME, AGENT).get("tokens_used_today"));
    }
  }

  @DatabaseTest
  void refusesAKeyThatWasSentWithAnotherReport(TestDatabase database) {
    try (var node = new BudgetNodeFixture(database.units())) {
      node.limit(AGENT, BudgetNodeFixture.tokens(100));
      node.reports.report(ACME, AGENT, BudgetNodeFixture.tokensUsed(30), Optional.of("run-1"));

      var refusal =
          assertThrows(
              ApiException.class,
              () ->
                  node.reports.report(
                      ACME, AGENT, BudgetNodeFixture.tokensUsed(31), Optional.of("run-1")));

      assertEquals("idempotency_key_reused", refusal.code());
    }
  }

  @DatabaseTest
  void letsNoCallPassOnceTokensOrCostAreUsedUp(TestDatabase database) {
    try (var node = new BudgetNodeFixture(database.units())) {
      for (var limits : List.of(BudgetNodeFixture.tokens(100), BudgetNodeFixture.cost(1_000_000))) {
        node.limit(AGENT, limits);
        node.budgets.charge(ACME, AGENT, AgentUsage.oneCall());

        var all = new AgentUsage(0, 100, BigDecimal.ONE, Optional.empty());
        assertTrue(node.reports.report(ACME, AGENT, all, Optional.empty()), "it fits exactly");

        assertEquals("budget_exceeded", refusal(node, AgentUsage.oneCall()).code());
        assertEquals(
            BigDecimal.ZERO, refusal(node, AgentUsage.oneCall()).details().get("remaining"));
        beginAnew(node, AGENT);
        node.budgets.charge(ACME, AGENT, AgentUsage.oneCall());
        beginAnew(node, AGENT);
      }
    }
  }

  @DatabaseTest
  void letsNoCallOfAnAgentBelowPassOnceTheOneAboveHasNothingLeft(TestDatabase database) {
    try (var node = new BudgetNodeFixture(database.units())) {
      node.limit(AGENT, BudgetNodeFixture.tokens(100));
      node.budgets.charge(ACME, CHILD, AgentUsage.oneCall());
      node.reports.report(ACME, AGENT, BudgetNodeFixture.tokensUsed(100), Optional.empty());

      var refusal =
          assertThrows(
              ApiException.class, () -> node.budgets.charge(ACME, CHILD, AgentUsage.oneCall()));

      assertEquals(AGENT, refusal.details().get("agent_id"));
    }
  }

  @DatabaseTest
  void countsAReportThatGoesBeyondTheLimit(TestDatabase database) {
    try (var node = new BudgetNodeFixture(database.units())) {
      node.limit(AGENT, BudgetNodeFixture.tokens(100));

      var refusal =
          assertThrows(
              ApiException.class,
              () ->
                  node.reports.report(
                      ACME, AGENT, BudgetNodeFixture.tokensUsed(101), Optional.of("run-1")));

      assertEquals("budget_exceeded", refusal.code());
      assertEquals(true, refusal.details().get("recorded"));
      assertEquals(BigDecimal.valueOf(101), used(node, AGENT));
      refusal(node, BudgetNodeFixture.tokensUsed(1));
      assertThrows(
          ApiException.class,
          () ->
              node.reports.report(
                  ACME, AGENT, BudgetNodeFixture.tokensUsed(101), Optional.of("run-1")));
      assertEquals(BigDecimal.valueOf(101), used(node, AGENT), "sent again it is counted once");
    }
  }

  @DatabaseTest
  void countsWhatAnAgentBelowUsedBeyondTheLimitOfTheOneAbove(TestDatabase database) {
    try (var node = new BudgetNodeFixture(database.units())) {
      node.limit(AGENT, BudgetNodeFixture.tokens(100));

      for (int i = 0; i < 2; i++) {
        assertThrows(
            ApiException.class,
            () ->
                node.reports.report(
                    ACME, CHILD, BudgetNodeFixture.tokensUsed(150), Optional.empty()));
      }

      assertEquals(BigDecimal.valueOf(300), used(node, AGENT));
    }
  }

  @DatabaseTest
  void countsWhatWasUsedBeforeThereWasALimit(TestDatabase database) {
    try (var node = new BudgetNodeFixture(database.units())) {
      node.reports.report(ACME, CHILD, BudgetNodeFixture.tokensUsed(500), Optional.of("run-1"));
      assertFalse(
          node.reports.report(
              ACME, CHILD, BudgetNodeFixture.tokensUsed(500), Optional.of("run-1")));

      node.limit(AGENT, BudgetNodeFixture.tokens(1_000));
      node.limit(CHILD, BudgetNodeFixture.tokens(1_000));

      assertEquals(BigDecimal.valueOf(500), used(node, AGENT));
      assertEquals(BigDecimal.valueOf(500), used(node, CHILD));
    }
  }

  @DatabaseTest
  void countsWhatAModelUsedThatIsNotAllowed(TestDatabase database) {
    try (var node = new BudgetNodeFixture(database.units())) {
      node.limit(
          AGENT,
          new BudgetLimits(
              Optional.of(100L),
              Optional.empty(),
              Optional.empty(),
              Optional.of(Set.of("small")),
              Optional.empty()));
      var large = new AgentUsage(0, 10, BigDecimal.ZERO, Optional.of("large"));

      var refusal =
          assertThrows(
              ApiException.class, () -> node.reports.report(ACME, AGENT, large, Optional.empty()));

      assertEquals("model_not_allowed", refusal.code());
      assertEquals(BigDecimal.valueOf(10), used(node, AGENT));
    }
  }

  @DatabaseTest
  void countsForeverWithoutLosingTheNumber(TestDatabase database) {
    try (var node = new BudgetNodeFixture(database.units())) {
      var counter = new UsageCounterKey(ACME.id(), AGENT, BudgetMetric.TOKENS, 0, 0);
      node.counts.ensure(counter);
      for (long each : List.of(4_000_000_000_000_000_000L, 1_000_000_000_000_000L, 1L)) {
        node.unit.jdbc(
            connection -> {
              node.counts.count(connection, counter, each);
              return null;
            });
      }

      assertEquals(4_001_000_000_000_000_000L, node.counts.used(counter));
    }
  }

  @DatabaseTest
  void forgetsWhatAnAgentWithoutABudgetUsedWhenItIsDeleted(TestDatabase database) {
    try (var node = new BudgetNodeFixture(database.units())) {
      node.reports.report(ACME, AGENT, BudgetNodeFixture.tokensUsed(5), Optional.empty());

      node.policies.onEvent(new DomainEvent("subject.deleted", ACME.id(), AGENT));
      node.limit(AGENT, BudgetNodeFixture.tokens(10));

      assertEquals(BigDecimal.valueOf(0), used(node, AGENT));
    }
  }

  @DatabaseTest
  void refusesAmountsThatCannotBe(TestDatabase database) {
    try (var node = new BudgetNodeFixture(database.units())) {
      node.limit(AGENT, BudgetNodeFixture.tokens(100));

      for (var bad :
          List.of(BudgetNodeFixture.tokensUsed(-1), BudgetNodeFixture.tokensUsed(Long.MAX_VALUE))) {
        assertEquals(422, refusal(node, bad).status());
        assertEquals("tokens must be between 0 and 10^15.", refusal(node, bad).getMessage());
      }
      for (String cost : List.of("-0.01", "1e2000000", "1e-2000000")) {
        var bad = new AgentUsage(0, 0, new BigDecimal(cost), Optional.empty());
        assertEquals(422, refusal(node, bad).status());
        assertEquals("cost_usd must be between 0 and 10^12.", refusal(node, bad).getMessage());
      }
    }
  }

  @DatabaseTest
  void takesNoReportThatNoPieceOfWorkCanBe(TestDatabase database) {
    try (var node = new BudgetNodeFixture(database.units())) {
      node.limit(AGENT, BudgetNodeFixture.tokens(100));
      var tokens = BudgetNodeFixture.tokensUsed(1_000_000_001L);
      var cost = new AgentUsage(0, 0, new BigDecimal("100000.000001"), Optional.empty());

      for (var absurd : List.of(tokens, cost)) {
        var refusal =
            assertThrows(
                ApiException.class,
                () -> node.reports.report(ACME, CHILD, absurd, Optional.empty()));
        assertEquals(422, refusal.status());
        assertTrue(refusal.getMessage().endsWith(" in one report."), refusal.getMessage());
      }

      assertEquals(BigDecimal.ZERO, used(node, AGENT));
      node.budgets.charge(ACME, CHILD, AgentUsage.oneCall());
    }
  }

  @DatabaseTest
  void letsALineGoOnWhenTheOneThatAWrongReportUsedUpBeginsAnew(TestDatabase database) {
    try (var node = new BudgetNodeFixture(database.units())) {
      node.limit(AGENT, BudgetNodeFixture.cost(1_000_000));
      var wrong = new AgentUsage(0, 0, new BigDecimal("100000"), Optional.empty());
      assertThrows(
          ApiException.class, () -> node.reports.report(ACME, CHILD, wrong, Optional.empty()));
      var refusal =
          assertThrows(
              ApiException.class, () -> node.budgets.charge(ACME, CHILD, AgentUsage.oneCall()));

      beginAnew(node, (String) refusal.details().get("agent_id"));

      node.budgets.charge(ACME, CHILD, AgentUsage.oneCall());
      node.budgets.charge(ACME, AGENT, AgentUsage.oneCall());
    }
  }

  @DatabaseTest
  void allowsNothingByALimitOfZeroAndSaysSo(TestDatabase database) {
    try (var node = new BudgetNodeFixture(database.units())) {
      var limits =
          Map.of(
              "max_tokens_per_day", BudgetNodeFixture.tokens(0),
              "max_api_calls_per_hour", BudgetNodeFixture.calls(0),
              "max_cost_per_month_usd", BudgetNodeFixture.cost(0));
      limits.forEach(
          (name, zero) -> {
            node.limit(AGENT, zero);

            var refusal = refusal(node, AgentUsage.oneCall());

            assertEquals(429, refusal.status());
            assertEquals("budget_exceeded", refusal.code());
            assertEquals(
                "The agent's budget does not allow any use: " + name + " is 0.",
                refusal.getMessage());
            assertEquals(BigDecimal.ZERO, refusal.details().get("remaining"));
            assertEquals(Map.of(), refusal.headers(), "to wait does not help");
          });
    }
  }

  @DatabaseTest
  void keepsTenantsApart(TestDatabase database) {
    try (var node = new BudgetNodeFixture(database.units())) {
      node.limit(AGENT, BudgetNodeFixture.tokens(0));

      node.budgets.charge(OTHER, AGENT, BudgetNodeFixture.tokensUsed(1_000));
      database
          .eraser(List.of("agb_policy", "agb_count", "agb_report", "agb_revision"))
          .erase(ACME.id());
      node.policies.onEvent(new DomainEvent("tenant.changed", ACME.id(), ACME.slug()));

      node.budgets.charge(ACME, AGENT, BudgetNodeFixture.tokensUsed(1_000));
    }
  }

  private static Object used(BudgetNodeFixture node, String agentId) {
    return node.budgets.describe(ACME, agentId).get("tokens_used_today");
  }

  private static void beginAnew(BudgetNodeFixture node, String agentId) {
    node.policies.change(
        ACME, agentId, was -> new BudgetPolicy(agentId, was.limits(), was.generation() + 1));
  }

  private static ApiException refusal(BudgetNodeFixture node, AgentUsage usage) {
    return assertThrows(ApiException.class, () -> node.budgets.charge(ACME, AGENT, usage));
  }
}
