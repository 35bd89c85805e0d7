/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.jit.JitBundleFixture.ACME;
import static org.lumoauth.agents.jit.JitBundleFixture.by;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.lumoauth.agents.jit.JitBundleFixture;
import org.lumoauth.api.approval.ApprovalAnswer;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** A payment in many parts has the risk of the whole payment. */
class SplitPaymentTest {

  @DatabaseTest
  void asksAPersonForThePieceThatMakesTheTaskDear(TestDatabase database) {
    var bench = bench(database);
    String task = bench.task();

    assertEquals("approved", pay(bench, task, "60").get("status"));
    Map<String, Object> second = pay(bench, task, "40.000001");

    assertEquals("pending", second.get("status"));
    assertEquals("high", second.get("risk_level"));
    assertEquals("approved", pay(bench, task, "40").get("status"));
  }

  @DatabaseTest
  void addsUpThePartsOfATask(TestDatabase database) {
    var bench = bench(database);
    bench.rules.replace(ACME.id(), harmless(0));
    String whole = bench.task();
    String part = part(bench, whole);
    String below = part(bench, part);

    assertEquals("approved", pay(bench, below, "60").get("status"));
    assertEquals("pending", pay(bench, part(bench, whole), "60").get("status"));
    assertEquals("approved", pay(bench, bench.task(), "60").get("status"), "another task");
  }

  @DatabaseTest
  void addsUpTheTasksOfAnAgentForAWhile(TestDatabase database) {
    var bench = bench(database);
    bench.rules.replace(ACME.id(), harmless(600));

    assertEquals("approved", pay(bench, bench.task(), "60").get("status"));
    bench.now = bench.now.plus(Duration.ofSeconds(599));
    assertEquals("pending", pay(bench, bench.task(), "60").get("status"));
    bench.now = bench.now.plus(Duration.ofSeconds(1));
    assertEquals("approved", pay(bench, bench.task(), "60").get("status"));
  }

  @DatabaseTest
  void addsUpRequestsThatAreOfNoTask(TestDatabase database) {
    var bench = bench(database);
    Map<String, Object> piece = Map.of("authorization_details", payment("60"));

    assertEquals("approved", bench.requestDesk.ask(by("agt_1"), piece).get("status"));
    assertEquals("pending", bench.requestDesk.ask(by("agt_1"), piece).get("status"));
    assertEquals("approved", bench.requestDesk.ask(by("agt_2"), piece).get("status"));
  }

  @DatabaseTest
  void addsUpWhatSubAgentsAreGranted(TestDatabase database) {
    var bench = bench(database).withSubAgent("agt_1a", "agt_1").withSubAgent("agt_1ab", "agt_1a");

    assertEquals("approved", payBy(bench, "agt_1ab", "60"));
    assertEquals("pending", payBy(bench, "agt_1", "40.01"));
    assertEquals("pending", payBy(bench, "agt_1a", "40.01"));
    assertEquals("approved", payBy(bench, "agt_1", "40"));
    assertEquals("pending", payBy(bench, "agt_1ab", "0.01"));
    assertEquals("approved", payBy(bench, "agt_2", "60"), "another agent");
  }

  /** What a sub-agent's own budget lets pass is not used up by its neighbours. */
  @DatabaseTest
  void holdsASubAgentToItsOwnLimitByItsOwnPayments(TestDatabase database) {
    var limits = Map.of("agt_1", "100", "agt_1a", "50", "agt_1b", "100");
    var bench =
        bench(database)
            .withSubAgent("agt_1a", "agt_1")
            .withSubAgent("agt_1b", "agt_1")
            .withApprovalAbove(agentId -> Optional.ofNullable(limits.get(agentId)));

    assertEquals("approved", payBy(bench, "agt_1b", "40"));
    assertEquals("approved", payBy(bench, "agt_1a", "40"));
    assertEquals("pending", payBy(bench, "agt_1a", "20"), "60 of its own 50");
    assertEquals("pending", payBy(bench, "agt_1b", "30"), "110 of its parent's 100");
    assertEquals("approved", payBy(bench, "agt_1b", "20"), "nothing of what was refused counts");
  }

  @DatabaseTest
  void addsUpNothingThatFailedHalfWay(TestDatabase database) {
    var asked = new AtomicInteger();
    var bench =
        bench(database)
            .withSubAgent("agt_1a", "agt_1")
            .withApprovalAbove(
                agentId -> {
                  if (agentId.equals("agt_1a") && asked.incrementAndGet() == 2) {
                    throw ApiException.moduleUnavailable(
                        "agents-budgets"); // its parent has paid by now
                  }
                  return Optional.of("100");
                });

    assertThrows(ApiException.class, () -> payBy(bench, "agt_1a", "60"));
    assertEquals("approved", payBy(bench, "agt_1", "100"));
  }

  @DatabaseTest
  void doesNotAddUpWhatPeopleApproved(TestDatabase database) {
    var bench = bench(database);
    String task = bench.task();
    String dear = (String) pay(bench, task, "500").get("request_id");
    bench.answer(dear, ApprovalAnswer.of(true));

    assertEquals("approved", pay(bench, task, "100").get("status"));
  }

  @DatabaseTest
  void addsUpWhatIsAskedForAtTheSameTime(TestDatabase database) throws Exception {
    var bench = bench(database);
    String task = bench.task();
    List<Callable<Boolean>> pieces = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      pieces.add(() -> pay(bench, task, "25").get("status").equals("approved"));
    }

    var pool = Executors.newFixedThreadPool(6);
    int granted = 0;
    try {
      for (Future<Boolean> each : pool.invokeAll(pieces)) {
        granted += each.get() ? 1 : 0;
      }
    } finally {
      pool.shutdown();
    }

    assertTrue(granted <= 4, granted + " pieces of 25 of 100 were granted without a person");
  }

  private static JitBundleFixture bench(TestDatabase database) {
    return new JitBundleFixture(database).withoutAskingAnybody().withApprovalAbove("100");
  }

  private static RiskRules harmless(int window) {
    return RiskRuleJsonCodec.read(
        Map.of("rules", List.of(Map.of("level", "low")), "cost_window_seconds", window));
  }

  private static String part(JitBundleFixture bench, String whole) {
    return (String)
        bench
            .taskDesk
            .begin(by("agt_1"), Map.of("name", "A part", "parent_task_id", whole))
            .get("task_id");
  }

  private static Map<String, Object> pay(JitBundleFixture bench, String task, String amount) {
    return bench.ask(task, payment(amount));
  }

  private static Object payBy(JitBundleFixture bench, String agentId, String amount) {
    Map<String, Object> asked = Map.of("authorization_details", payment(amount));
    return bench.requestDesk.ask(by(agentId), asked).get("status");
  }

  private static Map<String, Object> payment(String amount) {
    return Map.of("type", "payment", "actions", List.of("initiate"), "amount", amount);
  }
}
