/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.jit.JitBundleFixture.ACME;
import static org.lumoauth.agents.jit.JitBundleFixture.by;
import static org.lumoauth.agents.jit.JitBundleFixture.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.lumoauth.agents.jit.JitApplication;
import org.lumoauth.agents.jit.JitBundleFixture;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.ApprovalAnswer;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.StatementCountingPersistenceUnit;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Tasks with several levels of subtasks. */
class NestedTaskTest {

  /** More than fit on the stack that they are ended on, were there a call for each. */
  private static final int DEEP = 1_000;

  private static final int SMALL_STACK = 256 * 1024;

  @DatabaseTest
  void beginsNoTaskBelowSoManyOthers(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String deepest = bench.task();
    for (int i = 1; i < AgentTaskStarter.MOST_DEEP; i++) {
      deepest = part(bench, deepest);
    }
    String last = deepest;

    ApiException refusal = assertThrows(ApiException.class, () -> part(bench, last));

    assertEquals(400, refusal.status());
    assertEquals("task_too_deep", refusal.code());
    assertEquals(AgentTaskStarter.MOST_DEEP, bench.openTasks());
  }

  @DatabaseTest
  void endsAChainThatIsDeeperThanTheStack(TestDatabase database) throws Exception {
    var bench = new JitBundleFixture(database);
    List<String> chain = chain(bench, DEEP);
    String deepest = chain.get(DEEP - 1);
    var work =
        new FutureTask<>(
            () -> {
              Map<String, Object> token =
                  bench.token((String) bench.ask(deepest, read()).get("request_id"));
              bench.taskDesk.complete(by("agt_1"), chain.get(0));
              return token;
            });

    var small = new Thread(null, work, "small", SMALL_STACK);
    small.start();
    Map<String, Object> token = work.get();

    assertFalse(bench.live(token));
    assertEquals(0, bench.openTasks());
  }

  @DatabaseTest
  void finishesByARepeatWhatBrokeOffHalfWay(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    List<String> chain = chain(bench, 4);
    String approved = bench.pending(chain.get(1));
    bench.answer(approved, ApprovalAnswer.of(true));
    Map<String, Object> token =
        bench.token((String) bench.ask(chain.get(3), read()).get("request_id"));
    for (String ended : chain.subList(0, 2)) { // and then the server stopped
      endAlone(bench, ended, AgentTask.AgentTaskStatus.COMPLETED);
    }

    bench.taskDesk.complete(by("agt_1"), chain.get(0));

    assertFalse(bench.live(token));
    assertEquals(0, bench.openTasks());
    assertEquals(
        Approval.ApprovalState.WITHDRAWN,
        bench.approvals.find(ACME, "apr_1").map(Approval::state).orElseThrow());
  }

  @DatabaseTest
  void finishesWhatBrokeOffHalfWayWhenItIsHeardLate(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    List<String> chain = chain(bench, 4);
    Map<String, Object> whole =
        bench.token((String) bench.ask(chain.get(0), read()).get("request_id"));
    Map<String, Object> part =
        bench.token((String) bench.ask(chain.get(3), read()).get("request_id"));
    endAlone(
        bench, chain.get(0), AgentTask.AgentTaskStatus.COMPLETED); // and then the server was killed

    bench.ends.onMissedEvent(
        new DomainEvent(AgentTaskLifecycleService.CLOSING, ACME.id(), chain.get(0)), bench.now);

    assertFalse(bench.live(whole));
    assertFalse(bench.live(part));
    assertEquals(0, bench.openTasks());
    assertEquals(List.of(), bench.taskStore.findClosing(ACME.id(), "agt_1", bench.now));
  }

  /** Its token would be good again as soon as the tenant is. */
  @DatabaseTest
  void finishesWhatBrokeOffAlsoInATenantThatIsNotServed(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();
    Map<String, Object> token = bench.token((String) bench.ask(task, read()).get("request_id"));
    endAlone(bench, task, AgentTask.AgentTaskStatus.COMPLETED); // and then the server was killed
    bench.served.disable(ACME);

    bench.ends.onMissedEvent(
        new DomainEvent(AgentTaskLifecycleService.CLOSING, ACME.id(), task), bench.now);

    assertFalse(bench.live(token));
  }

  @DatabaseTest
  void writesItDownWithTheEndThatSomethingIsLeftAndTellsWhenNothingIs(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    List<String> chain = chain(bench, 2);
    List<Integer> open = new ArrayList<>();
    var closing = new DomainEvent(AgentTaskLifecycleService.CLOSING, ACME.id(), chain.get(0));
    bench.events.addListener(
        event -> {
          if (event.equals(closing)) {
            open.add(bench.openTasks());
          }
        });

    bench.taskDesk.complete(by("agt_1"), chain.get(0));

    assertEquals(List.of(closing), bench.events.written());
    assertEquals(List.of(0), open);
  }

  @DatabaseTest
  void endsNoTaskThatCannotBeWrittenDown(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();
    bench.events.failWrites();

    assertThrows(RuntimeException.class, () -> bench.taskDesk.complete(by("agt_1"), task));

    assertTrue(bench.tasks.find(ACME, task).isActive());
  }

  @DatabaseTest
  void endsNothingElseOfTheAgentByARepeat(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();
    bench.taskDesk.complete(by("agt_1"), task);
    String other = part(bench, bench.task());

    bench.taskDesk.complete(by("agt_1"), task);

    assertTrue(bench.tasks.find(ACME, other).isActive());
    assertEquals(
        1,
        bench.events.published().stream()
            .filter(e -> e.type().equals(AgentTaskLifecycleService.ENDED))
            .count());
  }

  @DatabaseTest
  void endsNothingThatOtherTasksLeftByARepeat(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();
    bench.taskDesk.complete(by("agt_1"), task);
    String whole = bench.task();
    String left = part(bench, whole);
    endAlone(bench, whole, AgentTask.AgentTaskStatus.COMPLETED);

    bench.taskDesk.complete(by("agt_1"), task);
    assertTrue(bench.tasks.find(ACME, left).isActive());

    bench.taskDesk.complete(by("agt_1"), whole);
    assertFalse(bench.tasks.find(ACME, left).isActive());
  }

  @DatabaseTest
  void endsWhatWasLeftAsTheWholeEndedWhoeverFinishesIt(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String whole = bench.task();
    String left = part(bench, whole);
    endAlone(bench, whole, AgentTask.AgentTaskStatus.SUSPENDED);

    bench.taskDesk.complete(by("agt_1"), whole);

    assertEquals(AgentTask.AgentTaskStatus.SUSPENDED, bench.tasks.find(ACME, left).status());
    assertFalse(bench.log.actions(ACME.id()).contains("jit.task_completed"));
  }

  @DatabaseTest
  void endsNoTokensAgainByARepeat(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();
    bench.taskDesk.complete(by("agt_1"), task);
    var since =
        new AccessTokenIssuanceRequest(
            bench.clients.find(ACME, "cli_agt_1").orElseThrow(),
            new SubjectRef(SubjectRef.AGENT, "agt_1"),
            List.of(),
            Set.of(),
            List.of(),
            Duration.ofMinutes(5),
            Optional.empty(),
            Map.of("grant_id", task));
    Map<String, Object> token =
        Map.of("access_token", bench.tokenService.issue(ACME, since).value());

    bench.taskDesk.complete(by("agt_1"), task);

    assertTrue(bench.live(token));
  }

  @DatabaseTest
  void disablesSubtasksOfAnEndedTask(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    List<String> chain = chain(bench, 3);
    var subject =
        new SubjectRef(TaskSubjectSource.TYPE, bench.tasks.find(ACME, chain.get(2)).subject());
    assertEquals(SubjectStatus.ENABLED, bench.subjects.status(ACME, subject));

    endAlone(bench, chain.get(0), AgentTask.AgentTaskStatus.COMPLETED);
    bench.subjects.forget(ACME.id(), chain.get(0));

    assertEquals(SubjectStatus.DISABLED, bench.subjects.status(ACME, subject));
  }

  @DatabaseTest
  void looksOnceAtEachTaskThatOneBeginsBelow(TestDatabase database) {
    var recorded =
        new StatementCountingPersistenceUnit(
            database.open(TestDatabase.tablesOf(JitApplication.class)));
    var bench = new JitBundleFixture(recorded);
    String lowest = part(bench, part(bench, bench.task()));
    recorded.statementsOf("");

    part(bench, lowest);

    assertEquals(3, recorded.statementsOf("and task_id = ?"));
  }

  /** Ends a task and nothing that hangs on it. */
  private static void endAlone(
      JitBundleFixture bench, String task, AgentTask.AgentTaskStatus status) {
    bench.taskStore.end(ACME.id(), task, status, bench.now, bench.events.prepare());
  }

  private static String part(JitBundleFixture bench, String of) {
    return (String) bench.taskDesk.begin(by("agt_1"), Map.of("parent_task_id", of)).get("task_id");
  }

  /** As they may have begun before there was a limit: the outermost first. */
  private static List<String> chain(JitBundleFixture bench, int deep) {
    List<String> chain = new ArrayList<>();
    for (int i = 0; i < deep; i++) {
      String id = "task_deep" + i;
      bench.taskStore.add(
          ACME.id(),
          new AgentTask(
              id,
              "agt_1",
              "agent:travel-agent:task:" + id,
              "Part",
              Optional.empty(),
              i == 0 ? Optional.empty() : Optional.of(chain.get(i - 1)),
              Optional.empty(),
              Optional.empty(),
              "tok_0",
              AgentTask.AgentTaskStatus.ACTIVE,
              0,
              0,
              Optional.empty(),
              Optional.empty(),
              bench.now,
              bench.now.plus(Duration.ofHours(1)),
              Optional.empty()));
      chain.add(id);
    }
    return chain;
  }
}
