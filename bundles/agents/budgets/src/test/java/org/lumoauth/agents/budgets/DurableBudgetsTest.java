package org.lumoauth.agents.budgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.budgets.Node.ACME;
import static org.lumoauth.agents.budgets.Node.AGENT;
import static org.lumoauth.agents.budgets.Node.OTHER;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.Usage;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeDomainEvents;

class DurableBudgetsTest {

  @DatabaseTest
  void letsAnAgentWithoutABudgetUseAnything(TestDatabase database) {
    try (var node = new Node(database.units())) {
      node.budgets.charge(ACME, AGENT, new Usage(1, 1_000_000, BigDecimal.TEN, Optional.of("m")));

      assertEquals(Map.of(), node.budgets.describe(ACME, AGENT));
    }
  }

  @DatabaseTest
  void saysWhatIsLeftAndWhenItBeginsAnew(TestDatabase database) {
    try (var node = new Node(database.units())) {
      node.limit(AGENT, Node.tokens(10));
      node.budgets.charge(ACME, AGENT, Node.tokensUsed(4));

      var refusal = refusal(node, Node.tokensUsed(7));

      assertEquals(429, refusal.status());
      assertEquals("budget_exceeded", refusal.code());
      assertEquals(BigDecimal.valueOf(6), refusal.details().get("remaining"));
      assertTrue(refusal.details().get("resets_at").toString().endsWith("T00:00:00Z"));
      assertTrue(refusal.headers().containsKey("Retry-After"));
    }
  }

  @DatabaseTest
  void takesNothingOfAUseOfWhichAPartDoesNotFit(TestDatabase database) {
    try (var node = new Node(database.units())) {
      node.limit(
          AGENT,
          new Limits(
              Optional.of(100L),
              Optional.of(5L),
              Optional.of(1_000_000L),
              Optional.empty(),
              Optional.empty()));

      refusal(node, new Usage(1, 10, new BigDecimal("1.000001"), Optional.empty()));

      var shown = node.budgets.describe(ACME, AGENT);
      assertEquals(BigDecimal.valueOf(0), shown.get("tokens_used_today"));
      assertEquals(BigDecimal.valueOf(0), shown.get("api_calls_this_hour"));
    }
  }

  @DatabaseTest
  void refusesAModelThatIsNotAllowed(TestDatabase database) {
    try (var node = new Node(database.units())) {
      node.limit(
          AGENT,
          new Limits(
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(Set.of("small")),
              Optional.empty()));

      var refusal = refusal(node, new Usage(0, 1, BigDecimal.ZERO, Optional.of("large")));

      assertEquals(403, refusal.status());
      assertEquals("model_not_allowed", refusal.code());
      node.budgets.charge(ACME, AGENT, new Usage(0, 1, BigDecimal.ZERO, Optional.of("small")));
    }
  }

  @DatabaseTest
  void keepsWhatWasCountedWhenTheServerStopsAndStarts(TestDatabase database) {
    try (var node = new Node(database.units())) {
      node.limit(AGENT, Node.calls(3));
      node.budgets.charge(ACME, AGENT, Usage.oneCall());
      node.budgets.charge(ACME, AGENT, Usage.oneCall());
    }
    try (var again = new Node(database.anotherServer())) {
      again.budgets.charge(ACME, AGENT, Usage.oneCall());

      refusal(again, Usage.oneCall());
    }
  }

  @DatabaseTest
  void holdsAnotherNodeToALimitOnceTheEventArrived(TestDatabase database) {
    var events = new FakeDomainEvents();
    try (var here = new Node(database.units(), events);
        var there = new Node(database.anotherServer(), events)) {
      there.budgets.charge(ACME, AGENT, Usage.oneCall());

      here.limit(AGENT, Node.calls(0));

      refusal(there, Usage.oneCall());
    }
  }

  @DatabaseTest
  void beginsAnewWhenAnAdministratorSaysSo(TestDatabase database) {
    try (var node = new Node(database.units())) {
      node.limit(AGENT, Node.tokens(10));
      node.budgets.charge(ACME, AGENT, Node.tokensUsed(10));

      node.policies.change(
          ACME, AGENT, was -> new Policy(AGENT, was.limits(), was.generation() + 1));

      node.budgets.charge(ACME, AGENT, Node.tokensUsed(10));
      refusal(node, Node.tokensUsed(1));
    }
  }

  @DatabaseTest
  void countsAReportOnceThatIsSentTwice(TestDatabase database) {
    try (var node = new Node(database.units())) {
      node.limit(AGENT, Node.tokens(100));

      assertTrue(node.reports.report(ACME, AGENT, Node.tokensUsed(30), Optional.of("run-1")));
      assertFalse(node.reports.report(ACME, AGENT, Node.tokensUsed(30), Optional.of("run-1")));

      assertEquals(
          BigDecimal.valueOf(30), node.budgets.describe(ACME, AGENT).get("tokens_used_today"));
    }
  }

  @DatabaseTest
  void refusesAKeyThatWasSentWithAnotherReport(TestDatabase database) {
    try (var node = new Node(database.units())) {
      node.limit(AGENT, Node.tokens(100));
      node.reports.report(ACME, AGENT, Node.tokensUsed(30), Optional.of("run-1"));

      var refusal =
          assertThrows(
              Problem.class,
              () -> node.reports.report(ACME, AGENT, Node.tokensUsed(31), Optional.of("run-1")));

      assertEquals("idempotency_key_reused", refusal.code());
    }
  }

  @DatabaseTest
  void leavesNothingAfterAReportThatGoesBeyondTheLimit(TestDatabase database) {
    try (var node = new Node(database.units())) {
      node.limit(AGENT, Node.tokens(100));

      assertThrows(
          Problem.class,
          () -> node.reports.report(ACME, AGENT, Node.tokensUsed(101), Optional.empty()));

      refusal(node, Node.tokensUsed(1));
    }
  }

  @DatabaseTest
  void refusesAmountsThatCannotBe(TestDatabase database) {
    try (var node = new Node(database.units())) {
      node.limit(AGENT, Node.tokens(100));

      for (var bad : List.of(Node.tokensUsed(-1), Node.tokensUsed(Long.MAX_VALUE))) {
        assertEquals(422, refusal(node, bad).status());
        assertEquals("tokens is 0 to 10^15.", refusal(node, bad).getMessage());
      }
      for (String cost : List.of("-0.01", "1e2000000", "1e-2000000")) {
        var bad = new Usage(0, 0, new BigDecimal(cost), Optional.empty());
        assertEquals(422, refusal(node, bad).status());
        assertEquals("cost_usd is 0 to 10^12.", refusal(node, bad).getMessage());
      }
    }
  }

  @DatabaseTest
  void keepsTenantsApart(TestDatabase database) {
    try (var node = new Node(database.units())) {
      node.limit(AGENT, Node.tokens(0));

      node.budgets.charge(OTHER, AGENT, Node.tokensUsed(1_000));
      new BudgetTenantData(node.policies).erase(ACME.id());

      node.budgets.charge(ACME, AGENT, Node.tokensUsed(1_000));
    }
  }

  private static Problem refusal(Node node, Usage usage) {
    return assertThrows(Problem.class, () -> node.budgets.charge(ACME, AGENT, usage));
  }
}
