/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.jit.JitBundleFixture.ACME;
import static org.lumoauth.agents.jit.JitBundleFixture.ADA;
import static org.lumoauth.agents.jit.JitBundleFixture.by;
import static org.lumoauth.agents.jit.JitBundleFixture.read;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.ApprovalAnswer;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Requests and approvals end when their agent, user or consent ends. */
class JitSuspensionTest {

  @DatabaseTest
  void endsWhatWaitsAndWhatWasApprovedWithTheAgent(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    for (String type : List.of("subject.disabled", "subject.deleted")) {
      String task = bench.task();
      String approved = bench.pending(task);
      bench.answer(approved, ApprovalAnswer.of(true));
      String pending = bench.pending(task);
      var token = bench.token((String) bench.ask(task, read()).get("request_id"));

      bench.enabled(false).stops.onEvent(new DomainEvent(type, ACME.id(), "agt_1"));
      bench.enabled(true);

      assertEquals("suspended", bench.taskDesk.status(by("agt_1"), task).get("status"));
      assertEquals("cancelled", status(bench, pending));
      assertEquals("cancelled", status(bench, approved));
      assertEquals("task_suspended", code(() -> bench.token(approved)));
      assertEquals(List.of(), bench.requestStore.findPending(ACME.id(), bench.now, 10));
      assertTrue(
          bench.approvals.listPending(ACME, JitBundleFixture.APPROVER, 10).stream()
              .noneMatch(this::open));
      assertFalse(bench.live(token));
    }
  }

  @DatabaseTest
  void leavesWhatBeganSinceAloneWhereTheEventComesLate(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String before = bench.task();
    bench.tokenService.revokeAll(ACME, new SubjectRef("agent", "agt_1"));
    bench.now = bench.now.plus(Duration.ofMinutes(1));
    String since = bench.task();

    bench.stops.onEvent(new DomainEvent("subject.disabled", ACME.id(), "agt_1"));

    assertEquals("suspended", bench.taskDesk.status(by("agt_1"), before).get("status"));
    assertEquals("active", bench.taskDesk.status(by("agt_1"), since).get("status"));
  }

  @DatabaseTest
  void leavesTheTasksOfOthersAlone(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();

    bench.stops.onEvent(new DomainEvent("subject.disabled", ACME.id(), "agt_2"));
    bench.stops.onEvent(new DomainEvent("subject.disabled", ACME.id(), ADA));
    bench.stops.onEvent(new DomainEvent("subject.changed", ACME.id(), "agt_1"));

    assertEquals("active", bench.taskDesk.status(by("agt_1"), task).get("status"));
  }

  @DatabaseTest
  void issuesNothingForApprovalsBeforeAMissedSuspension(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String approved = bench.pending(bench.task());
    bench.answer(approved, ApprovalAnswer.of(true));

    bench.tokenService.revokeAll(ACME, new SubjectRef("agent", "agt_1")); // and it goes on again

    assertEquals("task_suspended", code(() -> bench.token(approved)));
    assertEquals("cancelled", status(bench, approved));
    bench.now = bench.now.plus(Duration.ofMinutes(1));
    assertEquals("approved", bench.ask(bench.task(), read()).get("status"));
  }

  @DatabaseTest
  void endsTheTasksForAUserWithTheUser(TestDatabase database) {
    var bench = new JitBundleFixture(database).withConsent("dlg_1", "payment");
    String task = (String) bench.taskForAda().get("task_id");
    String missed = (String) bench.taskForAda().get("task_id");
    String approved = bench.pending(missed);
    bench.answer(approved, ApprovalAnswer.of(true));

    bench.tokenService.revokeAll(ACME, new SubjectRef("user", ADA));
    assertEquals("task_suspended", code(() -> bench.token(approved)));
    bench.stops.onEvent(new DomainEvent("subject.disabled", ACME.id(), ADA));
    assertEquals("suspended", bench.taskDesk.status(by("agt_1"), task).get("status"));
  }

  @DatabaseTest
  void endsTheTasksForAUserWithTheirConsent(TestDatabase database) {
    var bench = new JitBundleFixture(database).withConsent("dlg_1", "documents.read");
    String task = (String) bench.taskForAda().get("task_id");

    bench.stops.onEvent(new DomainEvent("delegation.revoked", ACME.id(), "dlg_2"));
    assertEquals("active", bench.taskDesk.status(by("agt_1"), task).get("status"));
    bench.delegated.clear();
    bench.stops.onEvent(new DomainEvent("delegation.revoked", ACME.id(), "dlg_1"));
    assertEquals("suspended", bench.taskDesk.status(by("agt_1"), task).get("status"));
  }

  @DatabaseTest
  void endsTheTasksForUsersOfAnAgentThatMayActForNobodyAnyMore(TestDatabase database) {
    var bench = new JitBundleFixture(database).withConsent("dlg_1", "documents.read");
    String forAda = (String) bench.taskForAda().get("task_id");
    String own = bench.task();
    bench.delegated.clear(); // as they hold only while the agent has the capability

    bench.stops.onEvent(new DomainEvent("subject.changed", ACME.id(), "agt_1"));

    assertEquals("suspended", bench.taskDesk.status(by("agt_1"), forAda).get("status"));
    assertEquals("active", bench.taskDesk.status(by("agt_1"), own).get("status"));
    assertEquals(Set.of("agt_1"), Set.of(bench.tasks.find(ACME, own).agentId()));
  }

  private boolean open(Approval approval) {
    return approval.state() == Approval.ApprovalState.PENDING
        || approval.state() == Approval.ApprovalState.APPROVED;
  }

  private static Object status(JitBundleFixture bench, String request) {
    Map<String, Object> view = bench.requestDesk.status(by("agt_1"), request);
    return view.get("status");
  }

  private static String code(Executable work) {
    return assertThrows(ApiException.class, work).code();
  }
}
