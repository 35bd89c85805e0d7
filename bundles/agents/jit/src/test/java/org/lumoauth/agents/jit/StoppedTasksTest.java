package org.lumoauth.agents.jit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.jit.Bench.ACME;
import static org.lumoauth.agents.jit.Bench.by;
import static org.lumoauth.agents.jit.Bench.read;

import java.util.List;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.approval.Answer;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** However many tasks end with somebody, none waits for them to, and none is forgotten. */
class StoppedTasksTest {

  private static final DomainEvent STOPPED =
      new DomainEvent("subject.disabled", ACME.id(), "agt_1");
  private static final int MANY = 2 * StoppedTasks.AT_ONCE + 1;

  @DatabaseTest
  void givesNothingInATaskThatHasStillToEnd(TestDatabase database) {
    var bench = new Bench(database);
    String task = bench.task();
    String approved = bench.pending(task);
    bench.answer(approved, Answer.of(true));
    var token = bench.token((String) bench.ask(task, read()).get("request_id"));

    bench.tokenService.revokeAll(ACME, new SubjectRef("agent", "agt_1"));
    noting(bench).on(STOPPED);

    assertEquals("active", bench.taskDesk.status(by("agt_1"), task).get("status"));
    assertFalse(bench.live(token));
    Problem refusal = assertThrows(Problem.class, () -> bench.token(approved));
    assertEquals("task_suspended", refusal.code());
  }

  @DatabaseTest
  void endsWhatTheServerHadNotEndedWhenItStopped(TestDatabase database) {
    var before = new Bench(database);
    for (int i = 0; i < MANY; i++) {
      before.task();
    }
    before.enabled(false);
    noting(before).on(STOPPED);
    assertEquals(MANY, before.openTasks());

    var unit = new JitUnit(database.anotherServer());
    var after = new Bench(unit).enabled(false);
    after.stopped.end();

    assertEquals(0, after.openTasks());
    assertEquals(List.of(), after.stopStore.all("", 1));
    assertEquals(
        MANY, after.events.published().stream().filter(e -> e.type().equals(Tasks.ENDED)).count());
    unit.close();
  }

  @DatabaseTest
  void triesAgainWhatCannotBeJudgedNow(TestDatabase database) {
    var bench = new Bench(database);
    String task = bench.task();
    bench.enabled(false).registry.without(AgentRegistry.class, "agents");
    bench.stops.on(STOPPED);
    assertTrue(bench.tasks.find(ACME, task).active());

    bench.registry.with(AgentRegistry.class, "agents", bench.agents);
    bench.stopped.end();

    assertFalse(bench.tasks.find(ACME, task).active());
    assertEquals(List.of(), bench.stopStore.all("", 1));
  }

  @DatabaseTest
  void endsTasksOfATenantThatIsNotServed(TestDatabase database) {
    var bench = new Bench(database).enabled(true);
    String task = bench.task();
    bench.enabled(false).served.disable(ACME);

    bench.stops.on(STOPPED);

    assertFalse(bench.tasks.find(ACME, task).active());
  }

  @DatabaseTest
  void isNotHeldUpByWhatWaitsForATenantThatIsNotThere(TestDatabase database) {
    var bench = new Bench(database);
    for (int i = 0; i < StoppedTasks.STOPS_AT_ONCE; i++) {
      bench.stopStore.note(new DomainEvent("subject.disabled", "ten_away", "agt_" + i));
    }
    String task = bench.task();
    bench.enabled(false);

    bench.stops.on(STOPPED);

    assertFalse(bench.tasks.find(ACME, task).active());
    assertEquals(StoppedTasks.STOPS_AT_ONCE, bench.stopStore.all("", 1_000).size());
  }

  @DatabaseTest
  void keepsTheNoteOfWhatHappenedAgainMeanwhile(TestDatabase database) {
    var bench = new Bench(database);
    bench.stopStore.note(STOPPED);
    Stop first = bench.stopStore.all("", 10).get(0);

    bench.stopStore.note(STOPPED);
    bench.stopStore.done(first);

    List<Stop> left = bench.stopStore.all("", 10);
    assertEquals(1, left.size());
    bench.stopStore.done(left.get(0));
    assertEquals(List.of(), bench.stopStore.all("", 10));
  }

  /** Notes and does nothing yet. */
  private static TaskStops noting(Bench bench) {
    return new TaskStops(bench.stopStore, () -> {});
  }
}
