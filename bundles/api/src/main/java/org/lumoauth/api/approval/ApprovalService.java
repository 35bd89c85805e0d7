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
 * Asks people to approve, and keeps what they say. Who may answer is a matter of the tenant's
 * rules, but never the requester nor anybody who took part in asking. Each change is one atomic
 * step in the database and is recorded. Registered with {@code lumoauth.kind=approvals} and {@code
 * lumoauth.name=approvals}.
 */
@ProviderType
public interface ApprovalService {

  /** Type of the event that an approval is not pending any more; the event's id is its id. */
  String ANSWERED = "approval.answered";

  /**
   * Asks. Returns when it is durable; people are told after that.
   *
   * @throws org.lumoauth.api.web.ApiException 422 {@code validation_error} if the parameters are
   *     too large or have a number that JSON readers do not agree on, 429 {@code
   *     too_many_pending_approvals}
   */
  Approval requestApproval(TenantContext tenant, NewApproval approval, AuditInitiator by);

  /** The approval with this id, as it stands now. */
  Optional<Approval> find(TenantContext tenant, String id);

  /** Whether this person may answer it now: it is open, and they did not answer yet. */
  boolean canAnswer(TenantContext tenant, Approval approval, SubjectRef who);

  /** What waits for an answer of this person, the most urgent first. */
  List<Approval> listPending(TenantContext tenant, SubjectRef who, int limit);

  /**
   * A page of what waits for an answer of this person, the newest first.
   *
   * @param asked the page; nothing is searched for, and the order is not another
   */
  Page<Approval> listPending(TenantContext tenant, SubjectRef who, PageRequest asked);

  /**
   * Answers. Of several who answer at once each counts once, and none after it is decided.
   *
   * @param who who answers; the caller has made sure that it is them
   * @throws org.lumoauth.api.web.ApiException 403 {@code not_an_approver} if they may not, 404 if
   *     there is no such approval, 409 {@code already_answered} if it is not open any more
   */
  Approval answer(
      TenantContext tenant, String id, SubjectRef who, ApprovalAnswer answer, AuditInitiator by);

  /**
   * Takes back what was asked.
   *
   * @return whether it was still open
   */
  boolean withdraw(TenantContext tenant, String id, AuditInitiator by);

  /**
   * Whether as many people agree as it takes where these ask, too: somebody who agreed, or their
   * deputy, may have had the token made by which it is asked for now. What is for themselves people
   * confirm all the same.
   *
   * @param askers the people who ask now, beside whoever did
   */
  boolean isApprovedExcludingRequesters(TenantContext tenant, String id, Set<SubjectRef> askers);

  /** Whether an approval is about this action with exactly these parameters. */
  boolean covers(Approval approval, String action, Map<String, Object> parameters);

  /**
   * Makes use of an approval: of several at once exactly one does, and nobody after that.
   *
   * @param action what is done now
   * @param parameters what it is done with now
   * @throws org.lumoauth.api.web.ApiException 403 {@code approval_mismatch} if something else was
   *     approved, 403 {@code not_approved}, 403 {@code approval_used}, 404 if there is none
   */
  Approval consume(
      TenantContext tenant,
      String id,
      String action,
      Map<String, Object> parameters,
      AuditInitiator by);
}
