/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.budgets.BudgetNodeFixture.ACME;
import static org.lumoauth.agents.budgets.BudgetNodeFixture.AGENT;
import static org.lumoauth.agents.budgets.BudgetNodeFixture.CHILD;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.lumoauth.api.agent.AgentUsage;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;

/** Many threads on two nodes that share only the database and events. */
class BudgetRaceTest {

  private static final int THREADS = 8;

  @DatabaseTest
  void letsExactlyAsManyCallsPassAsTheLimitSays(TestDatabase database) throws Exception {
    var events = new FakeDomainEventPublisher();
    try (var here = new BudgetNodeFixture(database.units(), events);
        var there = new BudgetNodeFixture(database.anotherServer(), events)) {
      here.limit(AGENT, BudgetNodeFixture.calls(5_000));

      long passed = race(List.of(here, there), AGENT, AgentUsage.oneCall(), 1_000);

      assertTrue(passed <= 5_000, () -> passed + " calls passed");
      here.blocks.releaseBlocks(ACME.id());
      there.blocks.releaseBlocks(ACME.id());
      long rest = 0;
      while (charged(here, AGENT, AgentUsage.oneCall())) {
        rest++;
      }
      assertEquals(5_000, passed + rest);
    }
  }

  /** What was taken ahead under the old limit would be more than the new one. */
  @DatabaseTest
  void givesNothingToAnotherLimitThatWasTakenByOneBefore(TestDatabase database) {
    try (var node = new BudgetNodeFixture(database.units())) {
      var counter = new UsageCounterKey(ACME.id(), AGENT, BudgetMetric.CALLS, 0, 0);
      assertTrue(node.blocks.reserve(counter, 2, 2));
      assertFalse(node.blocks.reserve(counter, 1, 1));

      node.blocks.release(counter, 1, 2);

      assertEquals(1, node.counts.used(counter));
      assertFalse(node.blocks.reserve(counter, 1, 1));
    }
  }

  @DatabaseTest
  void usesNothingThatWasTakenAheadUnderAnotherLimit(TestDatabase database) {
    try (var node = new BudgetNodeFixture(database.units())) {
      var counter = new UsageCounterKey(ACME.id(), AGENT, BudgetMetric.CALLS, 0, 0);
      long passed = 0;
      while (node.blocks.unusedCalls(counter) == 0) {
        assertTrue(node.blocks.reserve(counter, 1, 1_000_000));
        assertTrue(++passed < 10_000, "nothing is taken ahead");
      }

      assertFalse(node.blocks.reserve(counter, 1, passed));

      assertEquals(passed, node.counts.used(counter));
      assertTrue(node.blocks.reserve(counter, 1, passed + 1));
    }
  }

  @DatabaseTest
  void letsNoMoreTokensPassThanTheLimitSays(TestDatabase database) throws Exception {
    var events = new FakeDomainEventPublisher();
    try (var here = new BudgetNodeFixture(database.units(), events);
        var there = new BudgetNodeFixture(database.anotherServer(), events)) {
      here.limit(AGENT, BudgetNodeFixture.tokens(700));

      long passed = race(List.of(here, there), AGENT, BudgetNodeFixture.tokensUsed(7), 20);

      assertEquals(100, passed);
    }
  }

  @DatabaseTest
  void countsWhatAgentsBelowUseAgainstTheOneAbove(TestDatabase database) throws Exception {
    var events = new FakeDomainEventPublisher();
    try (var here = new BudgetNodeFixture(database.units(), events);
        var there = new BudgetNodeFixture(database.anotherServer(), events)) {
      here.limit(AGENT, BudgetNodeFixture.tokens(50));
      here.limit(CHILD, BudgetNodeFixture.tokens(40));

      long passed = race(List.of(here, there), CHILD, BudgetNodeFixture.tokensUsed(1), 20);
      passed += race(List.of(here, there), AGENT, BudgetNodeFixture.tokensUsed(1), 20);

      assertEquals(50, passed);
    }
  }

  /** What is used and what is to be used at once, on two nodes, below and above. */
  @DatabaseTest
  void countsEveryReportOfAllBelowAndNoUseBeyondTheLimit(TestDatabase database) throws Exception {
    var events = new FakeDomainEventPublisher();
    try (var here = new BudgetNodeFixture(database.units(), events);
        var there = new BudgetNodeFixture(database.anotherServer(), events)) {
      here.limit(AGENT, BudgetNodeFixture.tokens(400));

      long passed =
          race(
              List.of(here, there),
              20,
              node -> {
                reported(node, CHILD, 3);
                return charged(node, AGENT, BudgetNodeFixture.tokensUsed(2));
              });

      long reported = THREADS * 20 * 3;
      long used =
          ((Number) here.budgets.describe(ACME, AGENT).get("tokens_used_today")).longValue();
      assertEquals(reported + 2 * passed, used);
      assertTrue(passed < THREADS * 20, passed + " passed");
      assertFalse(charged(there, AGENT, AgentUsage.oneCall()));
    }
  }

  @DatabaseTest
  void losesAtMostABlockOfCallsWithANodeThatDies(TestDatabase database) throws Exception {
    var events = new FakeDomainEventPublisher();
    var dies = new BudgetNodeFixture(database.units(), events);
    dies.limit(AGENT, BudgetNodeFixture.calls(3_000));
    long passed = race(List.of(dies), AGENT, AgentUsage.oneCall(), 250);
    // It dies: nothing is given back.
    dies.unit.close();

    try (var other = new BudgetNodeFixture(database.anotherServer(), events)) {
      long rest = 0;
      while (charged(other, AGENT, AgentUsage.oneCall())) {
        rest++;
      }
      assertTrue(passed + rest <= 3_000);
      assertTrue(passed + rest > 2_000, passed + " and " + rest + " passed");
    }
  }

  private static long race(
      List<BudgetNodeFixture> nodes, String agentId, AgentUsage usage, int each) throws Exception {
    return race(nodes, each, node -> charged(node, agentId, usage));
  }

  /** How many of the tries passed. */
  private static long race(
      List<BudgetNodeFixture> nodes, int each, Predicate<BudgetNodeFixture> passes)
      throws Exception {
    var start = new CountDownLatch(1);
    var pool = Executors.newFixedThreadPool(THREADS);
    try {
      var work = new ArrayList<Callable<Long>>();
      for (int i = 0; i < THREADS; i++) {
        var node = nodes.get(i % nodes.size());
        work.add(
            () -> {
              start.await();
              long passed = 0;
              for (int n = 0; n < each; n++) {
                passed += passes.test(node) ? 1 : 0;
              }
              return passed;
            });
      }
      var running = work.stream().map(pool::submit).toList();
      start.countDown();
      long passed = 0;
      for (var one : running) {
        passed += one.get();
      }
      return passed;
    } finally {
      pool.shutdown();
    }
  }

  private static void reported(BudgetNodeFixture node, String agentId, long tokens) {
    try {
      node.reports.report(ACME, agentId, BudgetNodeFixture.tokensUsed(tokens), Optional.empty());
    } catch (ApiException refusal) {
      assertEquals("budget_exceeded", refusal.code());
    }
  }

  private static boolean charged(BudgetNodeFixture node, String agentId, AgentUsage usage) {
    try {
      node.budgets.charge(ACME, agentId, usage);
      return true;
    } catch (ApiException refusal) {
      assertEquals("budget_exceeded", refusal.code());
      return false;
    }
  }
}
