/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.jit.JitBundleFixture.ACME;
import static org.lumoauth.agents.jit.JitBundleFixture.by;
import static org.lumoauth.agents.jit.JitBundleFixture.read;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.jit.JitBundleFixture;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.race.ConcurrentRunner;

/** Tasks and requests do not heap up. */
class TaskPurgeWorkerTest {

  @DatabaseTest
  void removesWhatWasOverLongAgo(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    bench.settings.change(ACME, "jit", Map.of("keepDays", 10));
    String old = bench.task();
    String request = (String) bench.ask(old, read()).get("request_id");
    bench.now = bench.now.plus(Duration.ofDays(10));
    upkeep(bench);
    assertTrue(bench.taskStore.find(ACME.id(), old, bench.now).isPresent()); // it lasted an hour
    bench.now = bench.now.plus(Duration.ofHours(2));
    String young = bench.task();

    upkeep(bench);

    assertEquals(Optional.empty(), bench.taskStore.find(ACME.id(), old, bench.now));
    assertEquals(Optional.empty(), bench.requestStore.find(ACME.id(), request, bench.now));
    assertTrue(bench.taskStore.find(ACME.id(), young, bench.now).isPresent());
  }

  @DatabaseTest
  void letsAnAgentHaveSoManyTasksAtOnce(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    bench.settings.change(ACME, "jit", Map.of("openTasksPerAgent", 2));
    String first = bench.task();
    bench.task();

    ApiException refusal = assertThrows(ApiException.class, bench::task);

    assertEquals(429, refusal.status());
    assertEquals("too_many_tasks", refusal.code());
    bench.taskDesk.begin(by("agt_2"), Map.of());
    bench.taskDesk.complete(by("agt_1"), first);
    bench.task();
  }

  @DatabaseTest
  void beginsNoMoreTasksWhereManyAreBegunAtOnce(TestDatabase database) throws Exception {
    var bench = new JitBundleFixture(database);
    bench.settings.change(ACME, "jit", Map.of("openTasksPerAgent", 3));

    assertEquals(
        3, ConcurrentRunner.countSucceeded(24, () -> bench.taskDesk.begin(by("agt_1"), Map.of())));
  }

  @DatabaseTest
  void beginsNoTaskForARequestThatComesTooSoon(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    bench.settings.change(ACME, "jit", Map.of("requestsPerAgentAndMinute", 1));
    var asked = Map.<String, Object>of("authorization_details", read());
    bench.requestDesk.ask(by("agt_1"), asked);

    assertThrows(ApiException.class, () -> bench.requestDesk.ask(by("agt_1"), asked));

    assertEquals(1, bench.openTasks());
  }

  private static void upkeep(JitBundleFixture bench) {
    var upkeep =
        new TaskPurgeWorker(
            bench.taskStore, bench.tasks, bench.settings, new FakeTenantRegistry().with(ACME));
    upkeep.run();
    upkeep.close();
  }
}
