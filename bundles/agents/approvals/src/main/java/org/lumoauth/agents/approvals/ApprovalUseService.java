/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.approvals.rule.ApprovalVoteEvaluator;
import org.lumoauth.agents.approvals.store.ApprovalStore;
import org.lumoauth.agents.approvals.store.CanonicalJson;
import org.lumoauth.agents.approvals.store.StoredApproval;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.ApprovalState;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** Validates an approval for its operation and uses it once. */
final class ApprovalUseService {

  private final ApprovalStore store;
  private final ApprovalVoteEvaluator agreement;
  private final ApprovalRequestValidityChecker standing;
  private final ApprovalAudit audit;

  ApprovalUseService(
      ApprovalStore store,
      ApprovalVoteEvaluator agreement,
      ApprovalRequestValidityChecker standing,
      ApprovalAudit audit) {
    this.store = store;
    this.agreement = agreement;
    this.standing = standing;
    this.audit = audit;
  }

  /** Returns a request in its current state. */
  Optional<Approval> find(TenantContext tenant, String id, Instant now) {
    return store.find(tenant.id(), id, now).map(stored -> asItCounts(tenant, stored, now));
  }

  /** Returns whether enough approvers agree if these subjects count as requesters, too. */
  boolean isQuorumReached(TenantContext tenant, String id, Set<SubjectRef> askers, Instant now) {
    return store
        .find(tenant.id(), id, now)
        .filter(stored -> agreement.isQuorumReached(tenant, stored, askers, now))
        .isPresent();
  }

  /**
   * Returns the approval in its current state. It is valid only while enough of its approvers may
   * approve it.
   */
  private Approval asItCounts(TenantContext tenant, StoredApproval stored, Instant at) {
    Approval now = standing.withCurrentStatus(tenant, stored.approval());
    return now.state() == ApprovalState.APPROVED && !agreement.isQuorumReached(tenant, stored, at)
        ? ApprovalRequestValidityChecker.asWithdrawn(now)
        : now;
  }

  static boolean isCovered(Approval approval, String action, Map<String, Object> parameters) {
    return approval.request().action().equals(action)
        && approval.parametersHash().equals(CanonicalJson.hash(CanonicalJson.write(parameters)));
  }

  Approval use(
      TenantContext tenant,
      String id,
      String action,
      Map<String, Object> parameters,
      AuditInitiator by,
      Instant now) {
    StoredApproval stored =
        store.find(tenant.id(), id, now).orElseThrow(ApprovalUseService::unknownApproval);
    Approval approval = standing.withCurrentStatus(tenant, stored.approval());
    if (!isCovered(approval, action, parameters)) {
      audit.recordRejectedUse(tenant, approval, "approval_mismatch", by);
      throw new ApiException(
          403,
          "approval_mismatch",
          "The approval covers a different action or different parameters. Repeat "
              + "the approved operation, or request a new approval.");
    }
    if (approval.state() == ApprovalState.APPROVED
        && !agreement.isQuorumReached(tenant, stored, now)) {
      audit.recordRejectedUse(tenant, approval, "approver_gone", by);
      throw new ApiException(
          403,
          "not_approved",
          "An approver was blocked or lost the right to approve. Request a new " + "approval.");
    }
    if (approval.state() == ApprovalState.APPROVED
        && store.use(tenant.id(), id, approval.parametersHash())) {
      Approval used = find(tenant, id, now).orElseThrow(ApprovalUseService::unknownApproval);
      audit.recordUse(tenant, used, by);
      return used;
    }
    boolean spent =
        find(tenant, id, now).filter(after -> after.state() == ApprovalState.USED).isPresent();
    audit.recordRejectedUse(tenant, approval, spent ? "approval_used" : "not_approved", by);
    throw spent
        ? new ApiException(
            403, "approval_used", "The approval was already used. Request a new approval.")
        : new ApiException(
            403,
            "not_approved",
            "The request is not approved: its status is " + approval.state().wire() + ".");
  }

  static ApiException unknownApproval() {
    return ApiException.notFound("The approval request was not found.");
  }
}
