/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.jit.JitBundleFixture.ACME;
import static org.lumoauth.agents.jit.JitBundleFixture.by;
import static org.lumoauth.agents.jit.JitBundleFixture.pay;
import static org.lumoauth.agents.jit.JitBundleFixture.read;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.agents.jit.JitBundleFixture;
import org.lumoauth.agents.jit.request.JitRequest;
import org.lumoauth.agents.jit.risk.RiskLevel;
import org.lumoauth.agents.jit.risk.RiskRules;
import org.lumoauth.api.approval.ApprovalAnswer;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.directory.CredentialAbuseKind;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.token.KeyProofVerifier;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.race.ConcurrentRunner;

/** Anomalies of a task are counted, and too many of them suspend the task. */
class TaskAnomalyTest {

  @DatabaseTest
  void suspendsATaskAfterFiveAnomaliesOfWhateverKind(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();
    Map<String, Object> token = bench.token(low(bench, task));
    String request = low(bench, task);

    proveBadly(bench, "invalid_dpop_proof", request);
    assertEquals("approval_mismatch", code(() -> fetch(bench, request, pay())));
    bench.subjects.reportCredentialAbuse(
        ACME, subject(bench, task), CredentialAbuseKind.RULE_BROKEN, "192.0.2.7");
    bench.answer(bench.pending(task), ApprovalAnswer.of(false));
    bench.pending(task); // the same once more
    assertTrue(bench.live(token));
    String part = partOf(bench, task);
    bench.taskDesk.complete(by("agt_1"), part);
    assertEquals("task_completed", code(() -> bench.ask(part, read())));

    assertFalse(bench.live(token));
    assertEquals(AgentTask.AgentTaskStatus.SUSPENDED, bench.tasks.find(ACME, task).status());
    assertEquals(
        List.of("proof_failed", "details_differ", "rule_broken", "denied_before", "after_end"),
        kinds(bench));
  }

  @DatabaseTest
  void recordsTheAddressButNotTheCallerOfATaskToken(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();

    bench.subjects.reportCredentialAbuse(
        ACME, subject(bench, task), CredentialAbuseKind.PROOF_FAILED, "192.0.2.7");

    AuditRecord seen = bench.log.last(ACME.id());
    assertEquals("jit.anomaly", seen.event().action());
    assertEquals("proof_failed", seen.event().details().get("kind"));
    assertEquals("192.0.2.7", seen.event().details().get("address"));
    assertEquals(SubjectRef.OPERATOR, seen.event().actor().type());
  }

  @DatabaseTest
  void countsNoProofThatOnlyLacksANonceAndNoneOfAnotherAgent(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();
    String request = low(bench, task);

    proveBadly(bench, "use_dpop_nonce", request);
    bench.registry.with(KeyProofVerifier.class, "oauth", refusing("invalid_dpop_proof"));
    assertThrows(OAuthException.class, () -> fetchWithAProof(bench, "agt_2", request));

    assertEquals(0, bench.tasks.find(ACME, task).anomalies());
  }

  @DatabaseTest
  void refusesWhatIsAskedAgainWhereThatIsTooMuch(TestDatabase database) {
    var bench = withRules(new JitBundleFixture(database), 1, 50);
    String task = bench.task();
    bench.answer(bench.pending(task), ApprovalAnswer.of(false));
    assertEquals("approved", bench.ask(task, read()).get("status")); // it was not denied

    assertEquals("task_suspended", code(() -> bench.pending(task)));

    assertEquals(2, bench.requestStore.findByTask(ACME.id(), task, bench.now).size());
  }

  @DatabaseTest
  void countsEachTimeThatSoMuchIsAskedThatTheRiskIsHigher(TestDatabase database) {
    var bench = withRules(new JitBundleFixture(database), 5, 2);
    String task = bench.task();

    for (int i = 0; i < 12; i++) { // by the third it is, and by the fifth; a long task is no crime
      low(bench, task);
    }

    assertEquals(2, bench.tasks.find(ACME, task).anomalies());
    assertEquals(List.of("many_requests", "many_requests"), kinds(bench));
  }

  @DatabaseTest
  void countsWhatIsOutOfBoundsToo(TestDatabase database) {
    var bench = withRules(new JitBundleFixture(database), 5, 2);
    String task = bench.task();
    bench.settings.change(ACME, "jit", Map.of("detailsWithinCapabilities", true));

    for (int i = 0; i < 3; i++) {
      assertEquals("capability_denied", code(() -> bench.ask(task, unnamed())));
    }

    assertEquals(List.of("many_requests"), kinds(bench));
    assertEquals("medium", bench.ask(task, read()).get("risk_level"));
  }

  @DatabaseTest
  void countsWhatTheUserDidNotAllowToo(TestDatabase database) {
    var bench =
        withRules(new JitBundleFixture(database).withConsent("dlg_1", "documents.read"), 5, 2);
    String task = (String) bench.taskForAda().get("task_id");
    Map<String, Object> more =
        Map.of("task_id", task, "required_scopes", List.of("documents.write"));

    for (int i = 0; i < 3; i++) {
      assertEquals("invalid_scope", code(() -> bench.requestDesk.ask(by("agt_1"), more)));
    }

    assertEquals(List.of("many_requests"), kinds(bench));
  }

  /** However many ask at once, each is another one: none is the last that may twice. */
  @DatabaseTest
  void countsNoLessWhereManyAskAtOnce(TestDatabase database) throws Exception {
    var bench = withRules(new JitBundleFixture(database), 5, 3);
    String task = bench.task();

    assertEquals(12, ConcurrentRunner.countSucceeded(12, () -> low(bench, task)));

    assertEquals(List.of("many_requests", "many_requests"), kinds(bench));
    Map<RiskLevel, Long> risks =
        bench.requestStore.findByTask(ACME.id(), task, bench.now).stream()
            .collect(Collectors.groupingBy(JitRequest::risk, Collectors.counting()));
    assertEquals(Map.of(RiskLevel.LOW, 3L, RiskLevel.MEDIUM, 3L, RiskLevel.HIGH, 6L), risks);
  }

  @DatabaseTest
  void countsOnlySoMuchInATaskThatHasEnded(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();
    String request = low(bench, task);
    bench.taskDesk.complete(by("agt_1"), task);

    for (int i = 0; i < 7; i++) {
      assertEquals("task_completed", code(() -> bench.token(request)));
    }

    assertEquals(5, kinds(bench).size());
    assertEquals(AgentTask.AgentTaskStatus.COMPLETED, bench.tasks.find(ACME, task).status());
  }

  private static Map<String, Object> unnamed() {
    return Map.of("type", "database_query", "actions", List.of("select"));
  }

  private static JitBundleFixture withRules(
      JitBundleFixture bench, int suspendAfterAnomalies, int requestsPerTask) {
    RiskRules usual = RiskRules.STANDARD;
    bench.rules.replace(
        ACME.id(),
        new RiskRules(
            usual.rules(), usual.automatic(), 3, suspendAfterAnomalies, requestsPerTask, 0));
    return bench;
  }

  private static void proveBadly(JitBundleFixture bench, String code, String request) {
    bench.registry.with(KeyProofVerifier.class, "oauth", refusing(code));
    assertThrows(OAuthException.class, () -> fetchWithAProof(bench, "agt_1", request));
  }

  private static KeyProofVerifier refusing(String code) {
    return (tenant, client, from) -> {
      throw new OAuthException(400, code, "It does not hold.");
    };
  }

  private static void fetchWithAProof(JitBundleFixture bench, String agent, String request) {
    var proven = anOAuthRequest().withHeader("dpop", "a proof").build();
    bench.tokenDesk.token(by(agent), request, null, Optional.of(proven));
  }

  private static void fetch(JitBundleFixture bench, String request, Map<String, Object> said) {
    bench.tokenDesk.token(
        by("agt_1"), request, Map.of("authorization_details", said), Optional.empty());
  }

  private static String low(JitBundleFixture bench, String task) {
    return (String) bench.ask(task, read()).get("request_id");
  }

  private static String partOf(JitBundleFixture bench, String task) {
    return (String)
        bench.taskDesk.begin(by("agt_1"), Map.of("parent_task_id", task)).get("task_id");
  }

  private static SubjectRef subject(JitBundleFixture bench, String task) {
    return new SubjectRef(TaskSubjectSource.TYPE, bench.tasks.find(ACME, task).subject());
  }

  private static List<Object> kinds(JitBundleFixture bench) {
    return bench.log.of(ACME.id()).stream()
        .map(AuditRecord::event)
        .filter(event -> event.action().equals("jit.anomaly"))
        .map(event -> event.details().get("kind"))
        .toList();
  }

  private static String code(Executable work) {
    return assertThrows(ApiException.class, work).code();
  }
}
