/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.jit.JitBundleFixture.ACME;
import static org.lumoauth.agents.jit.JitBundleFixture.ADA;
import static org.lumoauth.agents.jit.JitBundleFixture.GLOBEX;
import static org.lumoauth.agents.jit.JitBundleFixture.by;
import static org.lumoauth.agents.jit.JitBundleFixture.read;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.agents.jit.JitBundleFixture;
import org.lumoauth.agents.jit.approval.ApprovalAnswerListener;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.approval.ApprovalAnswer;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

/** Tasks begin, end with all that is in them, and are nobody else's. */
class AgentTaskLifecycleServiceTest {

  @DatabaseTest
  void endsEverythingWithTheTask(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();
    Map<String, Object> token = bench.token((String) bench.ask(task, read()).get("request_id"));
    String approved = bench.pending(task);
    bench.answer(approved, ApprovalAnswer.of(true));
    String pending = bench.pending(task);
    String part =
        (String) bench.taskDesk.begin(by("agt_1"), Map.of("parent_task_id", task)).get("task_id");
    Map<String, Object> partsToken =
        bench.token((String) bench.ask(part, read()).get("request_id"));
    var subject = new SubjectRef("agent_task", "agent:travel-agent:task:" + task);
    assertEquals(SubjectStatus.ENABLED, bench.subjects.status(ACME, subject));

    bench.taskDesk.complete(by("agt_1"), task);
    bench.subjects.forget(ACME.id(), task);

    assertFalse(bench.live(token));
    assertFalse(bench.live(partsToken));
    assertEquals(SubjectStatus.DISABLED, bench.subjects.status(ACME, subject));
    assertEquals("task_completed", code(() -> bench.token(approved)));
    assertEquals("task_completed", code(() -> bench.ask(part, read())));
    assertEquals("cancelled", bench.requestDesk.status(by("agt_1"), pending).get("status"));
    assertEquals(AgentTaskLifecycleService.ENDED, bench.events.published().get(0).type());
  }

  @DatabaseTest
  void beginsATaskThoughTheRegistryComesBackJustThen(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    bench.registry.withRecoveringAfterAcquire(
        AgentRegistry.class, "agents", "agents-registry", bench.agents);

    assertEquals("active", bench.taskDesk.status(by("agt_1"), bench.task()).get("status"));
  }

  @DatabaseTest
  void suspendsATaskAfterThreeDenials(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();
    Map<String, Object> token = bench.token((String) bench.ask(task, read()).get("request_id"));
    bench.answer(bench.pending(task), ApprovalAnswer.of(false));
    assertEquals("medium", bench.ask(task, read()).get("risk_level"));
    bench.answer(bench.pending(task), ApprovalAnswer.of(false));
    assertEquals("critical", bench.ask(task, read()).get("risk_level"));
    assertTrue(bench.live(token));

    bench.answer(bench.pending(task), ApprovalAnswer.of(false));

    assertFalse(bench.live(token));
    assertEquals("task_suspended", code(() -> bench.ask(task, read())));
    assertEquals("suspended", bench.taskDesk.status(by("agt_1"), task).get("status"));
  }

  @DatabaseTest
  void saysWhenSomethingHappened(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();
    bench.now = bench.now.plus(Duration.ofMinutes(1));
    var denied = bench.now;
    bench.answer(bench.pending(task), ApprovalAnswer.of(false));
    bench.now = bench.now.plus(Duration.ofMinutes(1));
    var seen = bench.now;
    bench.watch.recordAnomaly(ACME, task, TaskAnomaly.DETAILS_DIFFER, by("agt_1").by());
    bench.now = bench.now.plus(Duration.ofMinutes(1));

    var events =
        (List<?>) AgentTaskRequestHandler.evaluated(bench.tasks.find(ACME, task)).get("events");

    assertEquals(
        List.of(denied.toString(), seen.toString()),
        events.stream().map(event -> ((Map<?, ?>) event).get("timestamp")).toList());
  }

  @DatabaseTest
  void suspendsATaskBeforeWhoDeniedIsAnswered(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();
    Map<String, Object> low = bench.ask(task, read());
    Map<String, Object> token = bench.token((String) low.get("request_id"));
    var answers = new ApprovalAnswerListener(bench.requests, new FakeTenantRegistry().with(ACME));

    for (int i = 0; i < 3; i++) {
      String request = bench.pending(task);
      String approval =
          bench
              .requestStore
              .find(ACME.id(), request, bench.now)
              .orElseThrow()
              .approvalId()
              .orElseThrow();
      bench.approvals.answer(
          ACME,
          approval,
          JitBundleFixture.APPROVER,
          ApprovalAnswer.of(false),
          AuditInitiator.server("test"));
      answers.onEvent(new DomainEvent(ApprovalService.ANSWERED, ACME.id(), approval));
    }

    assertFalse(bench.live(token));
    assertEquals(
        AgentTask.AgentTaskStatus.SUSPENDED,
        bench.taskStore.find(ACME.id(), task, bench.now).orElseThrow().status());
  }

  @DatabaseTest
  void letsNoOtherAgentAndNoOtherTenantIn(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();
    String request = bench.pending(task);
    bench.answer(request, ApprovalAnswer.of(true));
    var stranger = by("agt_2");

    assertEquals(
        "request_of_another_agent",
        code(() -> bench.tokenDesk.token(stranger, request, null, Optional.empty())));
    assertEquals(
        "request_of_another_agent", code(() -> bench.requestDesk.status(stranger, request)));
    assertEquals("task_of_another_agent", code(() -> bench.taskDesk.complete(stranger, task)));
    bench.agents.with(GLOBEX, JitBundleFixture.agent("agt_1", Set.of()));
    var elsewhere = by(GLOBEX, new SubjectRef("agent", "agt_1"), List.of());
    assertEquals(
        "resource_not_found",
        code(() -> bench.tokenDesk.token(elsewhere, request, null, Optional.empty())));
    assertEquals("resource_not_found", code(() -> bench.taskDesk.complete(elsewhere, task)));
    var subject = new SubjectRef("agent_task", "agent:travel-agent:task:" + task);
    assertEquals(SubjectStatus.UNKNOWN, bench.subjects.status(GLOBEX, subject));
    assertEquals(
        SubjectStatus.UNKNOWN,
        bench.subjects.status(
            ACME, new SubjectRef("agent_task", "agent:other-agent:task:" + task)));
  }

  @DatabaseTest
  void takesNoTokenOfATaskForAnythingElse(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    var task = new SubjectRef("agent_task", "agent:travel-agent:task:" + bench.task());
    var call = by(ACME, task, List.of(new SubjectRef("agent", "agt_1")));

    assertEquals("agent_token_required", code(() -> bench.taskDesk.begin(call, Map.of())));
  }

  @DatabaseTest
  void actsForUsersOnlyWhoLetIt(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    Map<String, Object> forAda = Map.of("on_behalf_of", ADA);
    assertEquals("delegation_not_allowed", code(() -> bench.taskDesk.begin(by("agt_1"), forAda)));
    bench.agents.with(
        ACME, JitBundleFixture.agent("agt_1", Set.of(UserDelegationCheck.CAPABILITY)));
    assertEquals(
        "delegation_not_authorized", code(() -> bench.taskDesk.begin(by("agt_1"), forAda)));
    bench.withConsent("dlg_1", "documents.read");

    Map<String, Object> begun = bench.taskDesk.begin(by("agt_1"), forAda);

    assertEquals(ADA, begun.get("on_behalf_of"));
    var subject = new SubjectRef("agent_task", (String) begun.get("caep_session_id"));
    assertEquals(SubjectStatus.ENABLED, bench.subjects.status(ACME, subject));
    bench.delegated.clear();
    assertEquals(SubjectStatus.DISABLED, bench.subjects.status(ACME, subject));
  }

  @DatabaseTest
  void tellsThatTheUserHasToConsentAgain(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    Map<String, Object> begun = bench.withConsent("dlg_1", "documents.read").taskForAda();
    String request = bench.pending((String) begun.get("task_id"));
    assertEquals(
        false, bench.requestDesk.status(by("agt_1"), request).get("delegation_consent_required"));

    bench.delegated.clear();

    assertEquals(
        true, bench.requestDesk.status(by("agt_1"), request).get("delegation_consent_required"));
  }

  @DatabaseTest
  void saysWhenATaskWasCompletedHoweverOftenItIsAsked(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();
    Object at = bench.taskDesk.complete(by("agt_1"), task).get("completed_at");
    bench.now = bench.now.plus(Duration.ofMinutes(5));

    assertEquals(at, bench.taskDesk.complete(by("agt_1"), task).get("completed_at"));
  }

  @DatabaseTest
  void removesATenantsTasks(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();

    database
        .eraser(
            List.of("jit_request", "jit_task", "jit_rules", "jit_stop", "jit_spend", "jit_spender"))
        .erase(ACME.id());

    assertEquals(Optional.empty(), bench.taskStore.find(ACME.id(), task, bench.now));
  }

  private static String code(Executable work) {
    return assertThrows(ApiException.class, work).code();
  }
}
