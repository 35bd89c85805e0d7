package org.lumoauth.agents.approvals;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.approvals.rule.Agreement;
import org.lumoauth.agents.approvals.rule.Approvers;
import org.lumoauth.agents.approvals.store.ApprovalStore;
import org.lumoauth.agents.approvals.store.StoredApproval;
import org.lumoauth.api.approval.Answer;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.State;
import org.lumoauth.api.approval.Approvals;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.Announcement;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEvents;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks people, and keeps what they say. */
@Component(
    service = Approvals.class,
    property = {"lumoauth.kind=approvals", "lumoauth.name=approvals"})
public final class ApprovalEngine implements Approvals {

  private final ApprovalStore store;
  private final Approvers approvers;
  private final Agreement agreement;
  private final Standing standing;
  private final Asking asking;
  private final Approved approved;
  private final Withdrawals withdrawals;
  private final DomainEvents events;
  private final ApprovalAudit audit;
  private final Inbox inbox;
  private final InstantSource clock;

  @Activate
  public ApprovalEngine(
      @Reference ApprovalStore store,
      @Reference Approvers approvers,
      @Reference Agreement agreement,
      @Reference Standing standing,
      @Reference Asking asking,
      @Reference Approved approved,
      @Reference Withdrawals withdrawals,
      @Reference DomainEvents events,
      @Reference ApprovalAudit audit,
      @Reference Inbox inbox) {
    this(
        store,
        approvers,
        agreement,
        standing,
        asking,
        approved,
        withdrawals,
        events,
        audit,
        inbox,
        InstantSource.system());
  }

  ApprovalEngine(
      ApprovalStore store,
      Approvers approvers,
      Agreement agreement,
      Standing standing,
      Asking asking,
      Approved approved,
      Withdrawals withdrawals,
      DomainEvents events,
      ApprovalAudit audit,
      Inbox inbox,
      InstantSource clock) {
    this.store = store;
    this.approvers = approvers;
    this.agreement = agreement;
    this.standing = standing;
    this.asking = asking;
    this.approved = approved;
    this.withdrawals = withdrawals;
    this.events = events;
    this.audit = audit;
    this.inbox = inbox;
    this.clock = clock;
  }

  @Override
  public Approval ask(TenantContext tenant, NewApproval asked, Initiator by) {
    return asking.ask(tenant, asked, by, now());
  }

  @Override
  public Optional<Approval> find(TenantContext tenant, String id) {
    return approved.find(tenant, id, now());
  }

  @Override
  public boolean mayAnswer(TenantContext tenant, Approval approval, SubjectRef who) {
    return store
        .find(tenant.id(), approval.id(), now())
        .filter(stored -> stored.approval().state() == State.PENDING)
        .filter(stored -> standing.takesPart(tenant, stored.approval().asked()))
        .flatMap(stored -> approvers.rightOf(tenant, stored, who, now()))
        .isPresent();
  }

  @Override
  public List<Approval> waiting(TenantContext tenant, SubjectRef who, int limit) {
    return inbox.first(tenant, who, limit);
  }

  @Override
  public Page<Approval> waiting(TenantContext tenant, SubjectRef who, PageRequest asked) {
    return inbox.counted(tenant, who, asked);
  }

  @Override
  public Approval answer(
      TenantContext tenant, String id, SubjectRef who, Answer answer, Initiator by) {
    Instant now = now();
    StoredApproval stored = store.find(tenant.id(), id, now).orElseThrow(Approved::unknown);
    Optional<SubjectRef> right = approvers.rightOf(tenant, stored, who, now);
    if (right.isEmpty() && !answeredBy(stored.approval(), who)) {
      audit.refused(tenant, stored.approval(), by);
      throw new Problem(403, "not_an_approver", "You may not answer this request.");
    }
    if (right.isEmpty() || stored.approval().state() != State.PENDING) {
      throw closed(stored.approval());
    }
    if (answer.approve()
        && standing.now(tenant, stored.approval()).state() != State.PENDING) { // it is stopped
      throw closed(stored.approval());
    }
    audit.requireWritable();
    Set<SubjectRef> gone = agreement.gone(tenant, stored, now);
    Announcement told = events.announce(new DomainEvent(ANSWERED, tenant.id(), id));
    StoredApproval after =
        store
            .answer(tenant.id(), id, who, right.get(), answer, gone, now, told)
            .orElseThrow(() -> closed(stored.approval()));
    audit.answered(tenant, after.approval(), answer.approve(), right.get(), gone, by);
    if (after.approval().state() != State.PENDING) {
      told.publish();
    }
    return after.approval();
  }

  @Override
  public boolean withdraw(TenantContext tenant, String id, Initiator by) {
    return withdrawals.of(tenant, id, by);
  }

  @Override
  public boolean agreedWhereTheyAsk(TenantContext tenant, String id, Set<SubjectRef> askers) {
    return approved.agreed(tenant, id, askers, now());
  }

  @Override
  public boolean covers(Approval approval, String action, Map<String, Object> parameters) {
    return Approved.covers(approval, action, parameters);
  }

  @Override
  public Approval use(
      TenantContext tenant,
      String id,
      String action,
      Map<String, Object> parameters,
      Initiator by) {
    return approved.use(tenant, id, action, parameters, by, now());
  }

  private static boolean answeredBy(Approval approval, SubjectRef who) {
    return approval.answers().stream().anyMatch(given -> given.approver().equals(who));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static Problem closed(Approval approval) {
    return new Problem(
        409,
        "already_answered",
        "The request was answered, has ended or was taken back.",
        Map.of("approval_id", approval.id()));
  }
}
