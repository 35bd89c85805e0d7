/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.jit.JitBundleFixture.ACME;
import static org.lumoauth.agents.jit.JitBundleFixture.by;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.jit.JitBundleFixture;
import org.lumoauth.api.approval.ApprovalAnswer;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

/** Answers that were given while this module was unavailable are processed when it is back. */
class MissedApprovalAnswerTest {

  private static final TenantRegistry UNREADABLE =
      new TenantRegistry() {
        @Override
        public Optional<TenantContext> findActive(String slug) {
          throw new IllegalStateException("no database");
        }

        @Override
        public Optional<TenantContext> findActiveById(String tenantId) {
          throw new IllegalStateException("no database");
        }
      };

  @DatabaseTest
  void callsTheAgentAfterADelayedAnswer(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    var answered = answered(bench);

    new ApprovalAnswerListener(bench.requests, new FakeTenantRegistry().with(ACME))
        .onMissedEvent(answered, bench.now);

    assertEquals(1, bench.notices.size());
  }

  /** What fails is kept, and comes again. */
  @DatabaseTest
  void saysThatItCouldNotTakeItOver(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    var answered = answered(bench);

    assertThrows(
        IllegalStateException.class,
        () -> new ApprovalAnswerListener(bench.requests, UNREADABLE).onEvent(answered));
  }

  private static DomainEvent answered(JitBundleFixture bench) {
    var made =
        bench.requestDesk.ask(
            by("agt_1"),
            Map.of(
                "authorization_details",
                JitBundleFixture.pay(),
                "callback_url",
                "https://agent.example/done"));
    String approvalId =
        bench
            .requestStore
            .find(ACME.id(), (String) made.get("request_id"), bench.now)
            .orElseThrow()
            .approvalId()
            .orElseThrow();
    bench.approvals.answer(
        ACME,
        approvalId,
        JitBundleFixture.APPROVER,
        ApprovalAnswer.of(true),
        AuditInitiator.server("test"));
    return new DomainEvent(ApprovalService.ANSWERED, ACME.id(), approvalId);
  }
}
