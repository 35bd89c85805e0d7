/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.approvals.rule.ApprovalVoteEvaluator;
import org.lumoauth.agents.approvals.rule.ApproverEligibilityEvaluator;
import org.lumoauth.agents.approvals.store.ApprovalStore;
import org.lumoauth.agents.approvals.store.StoredApproval;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.ApprovalState;
import org.lumoauth.api.approval.ApprovalAnswer;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Requests approvals from people and stores their answers. */
@Component(
    service = ApprovalService.class,
    property = {"lumoauth.kind=approvals", "lumoauth.name=approvals"})
public final class PersistentApprovalService implements ApprovalService {

  private final ApprovalStore store;
  private final ApproverEligibilityEvaluator approvers;
  private final ApprovalVoteEvaluator agreement;
  private final ApprovalRequestValidityChecker standing;
  private final ApprovalRequestOpener asking;
  private final ApprovalUseService approved;
  private final ApprovalWithdrawalService withdrawals;
  private final DomainEventPublisher events;
  private final ApprovalAudit audit;
  private final ApprovalInboxQuery inbox;
  private final InstantSource clock;

  @Activate
  public PersistentApprovalService(
      @Reference ApprovalStore store,
      @Reference ApproverEligibilityEvaluator approvers,
      @Reference ApprovalVoteEvaluator agreement,
      @Reference ApprovalRequestValidityChecker standing,
      @Reference ApprovalRequestOpener asking,
      @Reference ApprovalWithdrawalService withdrawals,
      @Reference DomainEventPublisher events,
      @Reference ApprovalAudit audit,
      @Reference ApprovalInboxQuery inbox,
      @Reference InstantSource clock) {
    this.store = store;
    this.approvers = approvers;
    this.agreement = agreement;
    this.standing = standing;
    this.asking = asking;
    this.approved = new ApprovalUseService(store, agreement, standing, audit);
    this.withdrawals = withdrawals;
    this.events = events;
    this.audit = audit;
    this.inbox = inbox;
    this.clock = clock;
  }

  @Override
  public Approval requestApproval(TenantContext tenant, NewApproval asked, AuditInitiator by) {
    return asking.ask(tenant, asked, by, now());
  }

  @Override
  public Optional<Approval> find(TenantContext tenant, String id) {
    return approved.find(tenant, id, now());
  }

  @Override
  public boolean canAnswer(TenantContext tenant, Approval approval, SubjectRef who) {
    return store
        .find(tenant.id(), approval.id(), now())
        .filter(stored -> stored.approval().state() == ApprovalState.PENDING)
        .filter(stored -> standing.areParticipantsActive(tenant, stored.approval().request()))
        .flatMap(stored -> approvers.findAuthority(tenant, stored, who, now()))
        .isPresent();
  }

  @Override
  public List<Approval> listPending(TenantContext tenant, SubjectRef who, int limit) {
    return inbox.findFirst(tenant, who, limit);
  }

  @Override
  public Page<Approval> listPending(TenantContext tenant, SubjectRef who, PageRequest asked) {
    return inbox.findPage(tenant, who, asked);
  }

  @Override
  public Approval answer(
      TenantContext tenant, String id, SubjectRef who, ApprovalAnswer answer, AuditInitiator by) {
    Instant now = now();
    StoredApproval stored =
        store.find(tenant.id(), id, now).orElseThrow(ApprovalUseService::unknownApproval);
    Optional<SubjectRef> right = approvers.findAuthority(tenant, stored, who, now);
    if (right.isEmpty() && !answeredBy(stored.approval(), who)) {
      audit.recordRefusal(tenant, stored.approval(), by);
      throw new ApiException(
          403, "not_an_approver", "Only an approver of this request can answer it.");
    }
    if (right.isEmpty() || stored.approval().state() != ApprovalState.PENDING) {
      throw closed(stored.approval());
    }
    if (answer.approve()
        && standing.withCurrentStatus(tenant, stored.approval()).state()
            != ApprovalState.PENDING) { // a participant was disabled
      throw closed(stored.approval());
    }
    audit.requireWritable();
    Set<SubjectRef> gone = agreement.findRevokedVoters(tenant, stored, now);
    OutboxEvents told = events.prepare(new DomainEvent(ANSWERED, tenant.id(), id));
    StoredApproval after =
        store
            .addAnswer(tenant.id(), id, who, right.get(), answer, gone, now, told)
            .orElseThrow(() -> closed(stored.approval()));
    audit.recordAnswer(tenant, after.approval(), answer.approve(), right.get(), gone, by);
    if (after.approval().state() != ApprovalState.PENDING) {
      told.publish();
    }
    return after.approval();
  }

  @Override
  public boolean withdraw(TenantContext tenant, String id, AuditInitiator by) {
    return withdrawals.withdraw(tenant, id, by);
  }

  @Override
  public boolean isApprovedExcludingRequesters(
      TenantContext tenant, String id, Set<SubjectRef> askers) {
    return approved.isQuorumReached(tenant, id, askers, now());
  }

  @Override
  public boolean covers(Approval approval, String action, Map<String, Object> parameters) {
    return ApprovalUseService.isCovered(approval, action, parameters);
  }

  @Override
  public Approval consume(
      TenantContext tenant,
      String id,
      String action,
      Map<String, Object> parameters,
      AuditInitiator by) {
    return approved.use(tenant, id, action, parameters, by, now());
  }

  private static boolean answeredBy(Approval approval, SubjectRef who) {
    return approval.answers().stream().anyMatch(given -> given.approver().equals(who));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static ApiException closed(Approval approval) {
    return new ApiException(
        409,
        "already_answered",
        "The request is no longer open: it was answered or withdrawn, or it " + "expired.",
        Map.of("approval_id", approval.id()));
  }
}
