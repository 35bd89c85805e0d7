/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.lumoauth.agents.jit.JitBundleFixture.ACME;
import static org.lumoauth.agents.jit.JitBundleFixture.by;
import static org.lumoauth.agents.jit.JitBundleFixture.pay;
import static org.lumoauth.agents.jit.JitBundleFixture.read;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.jit.JitBundleFixture;
import org.lumoauth.agents.jit.approval.ApprovalAnswerListener;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.ApprovalAnswer;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Expiry of requests. */
class JitRequestExpiryTest {

  @DatabaseTest
  void asksForNothingBeyondTheEndOfTheTask(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    bench.settings.change(ACME, "jit", Map.of("taskSeconds", 60));
    String task = bench.task();
    Instant end = bench.tasks.find(ACME, task).expiresAt();

    Map<String, Object> pending = bench.ask(task, pay());
    Map<String, Object> granted = bench.ask(task, read());

    assertEquals(end.toString(), pending.get("expires_at"));
    assertEquals(end.toString(), granted.get("expires_at"));
    Approval approval = bench.approvals.find(ACME, "apr_1").orElseThrow();
    assertFalse(approval.expiresAt().isAfter(end), approval.toString());
    bench.now = end;
    assertEquals(
        "expired",
        bench.requestDesk.status(by("agt_1"), (String) pending.get("request_id")).get("status"));
    assertEquals(List.of(), bench.requestStore.findPending(ACME.id(), bench.now, 10));
  }

  @DatabaseTest
  void givesNoTokenOfWhatWasApprovedBeyondTheEndOfTheTask(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    bench.settings.change(ACME, "jit", Map.of("taskSeconds", 60));
    String task = bench.task();
    String request = bench.pending(task);

    bench.answer(request, ApprovalAnswer.of(true));

    assertEquals(
        bench.tasks.find(ACME, task).expiresAt().toString(),
        bench.requestDesk.status(by("agt_1"), request).get("expires_at"));
  }

  @DatabaseTest
  void callsTheAgentOnceWhenARequestExpires(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String request = asking(bench);
    bench.now = bench.now.plus(Duration.ofHours(2));
    bench.approvals.expire(JitBundleFixture.ACME, "apr_1");

    told(bench);
    told(bench);
    bench.requestDesk.status(by("agt_1"), request);

    assertEquals(1, bench.notices.size());
    assertEquals("expired", bench.notices.get(0).body().get("status"));
  }

  @DatabaseTest
  void acceptsATimelyApprovalThatArrivesLate(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    bench.settings.change(ACME, "jit", Map.of("taskSeconds", 86_400));
    String request = asking(bench);
    bench.approvals.answer(
        ACME,
        "apr_1",
        JitBundleFixture.APPROVER,
        ApprovalAnswer.of(true),
        AuditInitiator.server("test"));
    Instant answered = bench.now;
    bench.now = bench.requestStore.find(ACME.id(), request, answered).orElseThrow().expiresAt();

    told(bench);

    JitRequest after = bench.requestStore.find(ACME.id(), request, answered).orElseThrow();
    assertEquals(JitRequest.JitRequestStatus.APPROVED, after.status());
    assertEquals(answered.plus(JitRequestProcessor.FETCH), after.expiresAt());
  }

  private static String asking(JitBundleFixture bench) {
    return (String)
        bench
            .requestDesk
            .ask(
                by("agt_1"),
                Map.of(
                    "authorization_details", pay(), "callback_url", "https://agent.example.com/cb"))
            .get("request_id");
  }

  private static void told(JitBundleFixture bench) {
    new ApprovalAnswerListener(bench.requests, bench.served)
        .onEvent(new DomainEvent(ApprovalService.ANSWERED, ACME.id(), "apr_1"));
  }
}
