/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.suspension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.jit.JitBundleFixture.ACME;
import static org.lumoauth.agents.jit.JitBundleFixture.by;
import static org.lumoauth.agents.jit.JitBundleFixture.read;

import java.util.List;
import org.lumoauth.agents.jit.JitApplication;
import org.lumoauth.agents.jit.JitBundleFixture;
import org.lumoauth.agents.jit.task.AgentTaskLifecycleService;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.approval.ApprovalAnswer;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** However many tasks end with somebody, none waits for them to, and none is forgotten. */
class ParticipantTaskTerminationProcessorTest {

  private static final DomainEvent STOPPED =
      new DomainEvent("subject.disabled", ACME.id(), "agt_1");
  private static final int MANY = 2 * ParticipantTaskTerminationProcessor.AT_ONCE + 1;

  @DatabaseTest
  void givesNothingInATaskThatHasStillToEnd(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();
    String approved = bench.pending(task);
    bench.answer(approved, ApprovalAnswer.of(true));
    var token = bench.token((String) bench.ask(task, read()).get("request_id"));

    bench.tokenService.revokeAll(ACME, new SubjectRef("agent", "agt_1"));
    noting(bench).onEvent(STOPPED);

    assertEquals("active", bench.taskDesk.status(by("agt_1"), task).get("status"));
    assertFalse(bench.live(token));
    ApiException refusal = assertThrows(ApiException.class, () -> bench.token(approved));
    assertEquals("task_suspended", refusal.code());
  }

  @DatabaseTest
  void endsWhatTheServerHadNotEndedWhenItStopped(TestDatabase database) {
    var before = new JitBundleFixture(database);
    for (int i = 0; i < MANY; i++) {
      before.task();
    }
    before.enabled(false);
    noting(before).onEvent(STOPPED);
    assertEquals(MANY, before.openTasks());

    var unit = database.anotherServer().open(TestDatabase.tablesOf(JitApplication.class));
    var after = new JitBundleFixture(unit).enabled(false);
    after.stopped.process();

    assertEquals(0, after.openTasks());
    assertEquals(List.of(), after.stopStore.findAfter("", 1));
    assertEquals(
        MANY,
        after.events.published().stream()
            .filter(e -> e.type().equals(AgentTaskLifecycleService.ENDED))
            .count());
    unit.close();
  }

  @DatabaseTest
  void triesAgainWhatCannotBeJudgedNow(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();
    bench.enabled(false).registry.without(AgentRegistry.class, "agents");
    bench.stops.onEvent(STOPPED);
    assertTrue(bench.tasks.find(ACME, task).isActive());

    bench.registry.with(AgentRegistry.class, "agents", bench.agents);
    bench.stopped.process();

    assertFalse(bench.tasks.find(ACME, task).isActive());
    assertEquals(List.of(), bench.stopStore.findAfter("", 1));
  }

  @DatabaseTest
  void endsTasksOfATenantThatIsNotServed(TestDatabase database) {
    var bench = new JitBundleFixture(database).enabled(true);
    String task = bench.task();
    bench.enabled(false).served.disable(ACME);

    bench.stops.onEvent(STOPPED);

    assertFalse(bench.tasks.find(ACME, task).isActive());
  }

  @DatabaseTest
  void isNotHeldUpByWhatWaitsForATenantThatIsNotThere(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    for (int i = 0; i < ParticipantTaskTerminationProcessor.STOPS_AT_ONCE; i++) {
      bench.stopStore.save(new DomainEvent("subject.disabled", "ten_away", "agt_" + i));
    }
    String task = bench.task();
    bench.enabled(false);

    bench.stops.onEvent(STOPPED);

    assertFalse(bench.tasks.find(ACME, task).isActive());
    assertEquals(
        ParticipantTaskTerminationProcessor.STOPS_AT_ONCE,
        bench.stopStore.findAfter("", 1_000).size());
  }

  @DatabaseTest
  void keepsTheNoteOfWhatHappenedAgainMeanwhile(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    bench.stopStore.save(STOPPED);
    ParticipantTaskTermination first = bench.stopStore.findAfter("", 10).get(0);

    bench.stopStore.save(STOPPED);
    bench.stopStore.remove(first);

    List<ParticipantTaskTermination> left = bench.stopStore.findAfter("", 10);
    assertEquals(1, left.size());
    bench.stopStore.remove(left.get(0));
    assertEquals(List.of(), bench.stopStore.findAfter("", 10));
  }

  /** Notes and does nothing yet. */
  private static ParticipantTaskTerminationListener noting(JitBundleFixture bench) {
    return new ParticipantTaskTerminationListener(bench.stopStore, () -> {});
  }
}
