package org.lumoauth.agents.approvals.rule;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.agents.approvals.store.ApprovalStore;
import org.lumoauth.agents.approvals.store.StoredApproval;
import org.lumoauth.api.approval.Approval.RecordedAnswer;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Whose yes counts. Somebody who was blocked since, or lost what made them an approver, agrees no
 * longer: where two people are wanted, two are who may approve it now.
 */
@Component(service = ApprovalVotes.class)
public final class ApprovalVotes {

  private final ApprovalStore store;
  private final ApprovalRightEvaluator approvers;

  @Activate
  public ApprovalVotes(
      @Reference ApprovalStore store, @Reference ApprovalRightEvaluator approvers) {
    this.store = store;
    this.approvers = approvers;
  }

  /** Those who agreed and whose yes counts no more. */
  public Set<SubjectRef> findRevokedVoters(
      TenantContext tenant, StoredApproval stored, Instant now) {
    return findRevokedVoters(tenant, stored, Set.of(), now);
  }

  private Set<SubjectRef> findRevokedVoters(
      TenantContext tenant, StoredApproval stored, Set<SubjectRef> more, Instant now) {
    return stored.approval().answers().stream()
        .filter(given -> given.answer().approve())
        .filter(given -> !approvers.isVoteValid(tenant, stored, given, more, now))
        .map(RecordedAnswer::approver)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The same of the approval with this id; nobody if there is none. */
  public Set<SubjectRef> findRevokedVoters(TenantContext tenant, String approvalId, Instant now) {
    return store
        .find(tenant.id(), approvalId, now)
        .map(stored -> findRevokedVoters(tenant, stored, now))
        .orElse(Set.of());
  }

  /** Whether as many people agree as it takes. */
  public boolean isQuorumReached(TenantContext tenant, StoredApproval stored, Instant now) {
    return isQuorumReached(tenant, stored, Set.of(), now);
  }

  /**
   * The same where others ask, too.
   *
   * @param more who asks now
   */
  public boolean isQuorumReached(
      TenantContext tenant, StoredApproval stored, Set<SubjectRef> more, Instant now) {
    long agreed =
        stored.approval().answers().stream().filter(given -> given.answer().approve()).count();
    return agreed - findRevokedVoters(tenant, stored, more, now).size()
        >= stored.approval().requiredApprovals();
  }
}
