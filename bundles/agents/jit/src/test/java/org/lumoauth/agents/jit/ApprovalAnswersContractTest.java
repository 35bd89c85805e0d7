package org.lumoauth.agents.jit;

import static org.lumoauth.agents.jit.Bench.ACME;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.approval.Answer;
import org.lumoauth.api.approval.Approvals;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.DomainEventListenerContract;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

class ApprovalAnswersContractTest extends DomainEventListenerContract {

  private final FakeTenantRegistry tenants = new FakeTenantRegistry().with(ACME);
  private TestDatabase database;
  private Bench bench;
  private String requestId;
  private String approvalId;
  private ApprovalAnswers answers;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    bench = new Bench(database);
    requestId = bench.pending(bench.task());
    approvalId = request().approvalId().orElseThrow();
    var yes = new Answer(true, Optional.empty(), Optional.empty(), Optional.empty());
    bench.approvals.answer(ACME, approvalId, Bench.APPROVER, yes, Initiator.server("test"));
    answers = new ApprovalAnswers(bench.requests, tenants);
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
    return new DomainEvent(Approvals.ANSWERED, ACME.id(), approvalId);
  }

  @Override
  protected void disableTenant() {
    tenants.disable(ACME);
  }

  @Override
  protected boolean hasActed() {
    return request().status() != Request.Status.PENDING;
  }

  private Request request() {
    return bench.requestStore.find(ACME.id(), requestId, bench.now).orElseThrow();
  }
}
