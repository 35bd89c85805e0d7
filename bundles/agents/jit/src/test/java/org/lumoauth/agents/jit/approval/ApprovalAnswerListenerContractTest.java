/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.approval;

import static org.lumoauth.agents.jit.JitBundleFixture.ACME;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.agents.jit.JitBundleFixture;
import org.lumoauth.agents.jit.request.JitRequest;
import org.lumoauth.api.approval.ApprovalAnswer;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.DomainEventListenerContract;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

class ApprovalAnswerListenerContractTest extends DomainEventListenerContract {

  private final FakeTenantRegistry tenants = new FakeTenantRegistry().with(ACME);
  private TestDatabase database;
  private JitBundleFixture bench;
  private String requestId;
  private String approvalId;
  private ApprovalAnswerListener answers;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    bench = new JitBundleFixture(database);
    requestId = bench.pending(bench.task());
    approvalId = request().approvalId().orElseThrow();
    var yes = new ApprovalAnswer(true, Optional.empty(), Optional.empty(), Optional.empty());
    bench.approvals.answer(
        ACME, approvalId, JitBundleFixture.APPROVER, yes, AuditInitiator.server("test"));
    answers = new ApprovalAnswerListener(bench.requests, tenants);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected DomainEventListener listener() {
    return answers;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(ApprovalService.ANSWERED, ACME.id(), approvalId);
  }

  @Override
  protected void disableTenant() {
    tenants.disable(ACME);
  }

  @Override
  protected boolean hasActed() {
    return request().status() != JitRequest.JitRequestStatus.PENDING;
  }

  private JitRequest request() {
    return bench.requestStore.find(ACME.id(), requestId, bench.now).orElseThrow();
  }
}
