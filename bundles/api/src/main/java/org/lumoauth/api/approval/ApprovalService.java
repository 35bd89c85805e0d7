/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.approval;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Requests approvals from people and stores their answers. The tenant's rules determine the
 * approvers; the requester and all participants of the request are never among them. Each change is
 * one atomic database operation and is recorded in the audit log. Registered with {@code
 * lumoauth.kind=approvals} and {@code lumoauth.name=approvals}.
 */
@ProviderType
public interface ApprovalService {

  /**
   * Type of the event that an approval is no longer pending. The id of the event is the id of the
   * approval.
   */
  String ANSWERED = "approval.answered";

  /**
   * Creates an approval request. Returns when it is durable; approvers are notified afterwards.
   *
   * @throws org.lumoauth.api.web.ApiException 422 {@code validation_error} if the parameters are
   *     too large or contain a number that JSON readers do not interpret consistently, 429 {@code
   *     too_many_pending_approvals}
   */
  Approval requestApproval(TenantContext tenant, NewApproval approval, AuditInitiator by);

  /** Returns the approval with this id in its current state. */
  Optional<Approval> find(TenantContext tenant, String id);

  /**
   * Returns whether this person may answer the approval now: it is open, and they have not answered
   * yet.
   */
  boolean canAnswer(TenantContext tenant, Approval approval, SubjectRef who);

  /** Returns the approvals that this person can answer, the most urgent first. */
  List<Approval> listPending(TenantContext tenant, SubjectRef who, int limit);

  /**
   * Returns a page of the approvals that this person can answer, the newest first.
   *
   * @param asked the page; search terms and other sort orders are not supported
   */
  Page<Approval> listPending(TenantContext tenant, SubjectRef who, PageRequest asked);

  /**
   * Records an answer. Concurrent answers of several approvers each count once; answers after the
   * decision do not count.
   *
   * @param who the approver, already authenticated by the caller
   * @throws org.lumoauth.api.web.ApiException 403 {@code not_an_approver} if they may not answer,
   *     404 if the approval does not exist, 409 {@code already_answered} if it is no longer open
   */
  Approval answer(
      TenantContext tenant, String id, SubjectRef who, ApprovalAnswer answer, AuditInitiator by);

  /**
   * Withdraws an approval request.
   *
   * @return whether it was still open
   */
  boolean withdraw(TenantContext tenant, String id, AuditInitiator by);

  /**
   * Returns whether enough people agreed, not counting the given requesters. An approver, or their
   * deputy, who also requested the token that is used now cannot approve its use. Approvals of
   * users for actions on their own behalf still count.
   *
   * @param askers the current requesters, in addition to the original one
   */
  boolean isApprovedExcludingRequesters(TenantContext tenant, String id, Set<SubjectRef> askers);

  /** Returns whether an approval is for this action with exactly these parameters. */
  boolean covers(Approval approval, String action, Map<String, Object> parameters);

  /**
   * Consumes an approval. It can be consumed once; exactly one of several concurrent calls
   * succeeds.
   *
   * @param action the action that is performed
   * @param parameters the parameters of the action
   * @throws org.lumoauth.api.web.ApiException 403 {@code approval_mismatch} if the approval is for
   *     something else, 403 {@code not_approved}, 403 {@code approval_used}, 404 if it does not
   *     exist
   */
  Approval consume(
      TenantContext tenant,
      String id,
      String action,
      Map<String, Object> parameters,
      AuditInitiator by);
}
