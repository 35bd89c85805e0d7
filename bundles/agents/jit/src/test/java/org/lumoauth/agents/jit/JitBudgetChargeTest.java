/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.jit.JitBundleFixture.by;
import static org.lumoauth.agents.jit.JitBundleFixture.read;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.agent.AgentBudgetService;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Budgets are charged before a token is issued, and decide when approval is required. */
class JitBudgetChargeTest {

  @DatabaseTest
  void chargesTheBudgetBeforeTheToken(TestDatabase database) {
    var bench = new JitBundleFixture(database).withoutBudget();
    String request = (String) bench.ask(bench.task(), read()).get("request_id");

    assertEquals("budget_exceeded", code(() -> bench.token(request)));
    assertEquals("approved", bench.requestDesk.status(by("agt_1"), request).get("status"));
  }

  @DatabaseTest
  void requiresApprovalAboveTheBudgetThreshold(TestDatabase database) {
    var bench = new JitBundleFixture(database).withoutAskingAnybody().withApprovalAbove("100");
    String task = bench.task();

    assertEquals("approved", bench.ask(task, payment("100.00", "USD")).get("status"));
    Map<String, Object> dear = bench.ask(task, payment("100.01", "USD"));

    assertEquals("pending", dear.get("status"));
    assertEquals("high", dear.get("risk_level"));
    assertEquals("request_pending", code(() -> bench.token((String) dear.get("request_id"))));
  }

  @DatabaseTest
  void requiresApprovalForAnUnknownAmount(TestDatabase database) {
    var bench = new JitBundleFixture(database).withoutAskingAnybody().withApprovalAbove("100");
    String task = bench.task();

    assertEquals("pending", bench.ask(task, payment("1", "EUR")).get("status"));
    assertEquals("approved", bench.ask(task, read()).get("status"));
  }

  @DatabaseTest
  void issuesNoTokenWhileBudgetsAreUnavailable(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String request = (String) bench.ask(bench.task(), read()).get("request_id");
    bench.registry.withUnavailable(AgentBudgetService.class, "agents", "agents-budgets");

    assertEquals("module_unavailable", code(() -> bench.token(request)));
    assertEquals("approved", bench.requestDesk.status(by("agt_1"), request).get("status"));
  }

  @DatabaseTest
  void grantsNothingWhileBudgetsAreUnavailable(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();
    bench.registry.withUnavailable(AgentBudgetService.class, "agents", "agents-budgets");

    assertEquals("module_unavailable", code(() -> bench.ask(task, read())));
  }

  private static Map<String, Object> payment(String amount, String currency) {
    return Map.of(
        "type",
        "payment",
        "actions",
        List.of("initiate"),
        "instructedAmount",
        Map.of("amount", amount, "currency", currency));
  }

  private static String code(Executable work) {
    return assertThrows(ApiException.class, work).code();
  }
}
