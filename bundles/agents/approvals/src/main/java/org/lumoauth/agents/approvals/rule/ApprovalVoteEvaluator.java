/* SPDX-License-Identifier: Apache-2.0 */
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
 * Determines which approvals count. An approval does not count if the approver was blocked or lost
 * the right to approve: a quorum of two requires two people with the right to approve now.
 */
@Component(service = ApprovalVoteEvaluator.class)
public final class ApprovalVoteEvaluator {

  private final ApprovalStore store;
  private final ApproverEligibilityEvaluator approvers;

  @Activate
  public ApprovalVoteEvaluator(
      @Reference ApprovalStore store, @Reference ApproverEligibilityEvaluator approvers) {
    this.store = store;
    this.approvers = approvers;
  }

  /** Returns the approvers with an approval that does not count any more. */
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

  /** Returns the same for the approval with this id; empty if it does not exist. */
  public Set<SubjectRef> findRevokedVoters(TenantContext tenant, String approvalId, Instant now) {
    return store
        .find(tenant.id(), approvalId, now)
        .map(stored -> findRevokedVoters(tenant, stored, now))
        .orElse(Set.of());
  }

  /** Returns whether the required number of people approved. */
  public boolean isQuorumReached(TenantContext tenant, StoredApproval stored, Instant now) {
    return isQuorumReached(tenant, stored, Set.of(), now);
  }

  /**
   * Returns the same with additional requesters.
   *
   * @param more the additional requesters
   */
  public boolean isQuorumReached(
      TenantContext tenant, StoredApproval stored, Set<SubjectRef> more, Instant now) {
    long agreed =
        stored.approval().answers().stream().filter(given -> given.answer().approve()).count();
    return agreed - findRevokedVoters(tenant, stored, more, now).size()
        >= stored.approval().requiredApprovals();
  }
}
