package org.lumoauth.agents.approvals;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.approvals.rule.Agreement;
import org.lumoauth.agents.approvals.store.ApprovalStore;
import org.lumoauth.agents.approvals.store.CanonicalJson;
import org.lumoauth.agents.approvals.store.StoredApproval;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.State;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What was approved: whether that still counts, for what, and its one use. */
@Component(service = Approved.class)
public final class Approved {

  private final ApprovalStore store;
  private final Agreement agreement;
  private final Standing standing;
  private final ApprovalAudit audit;

  @Activate
  public Approved(
      @Reference ApprovalStore store,
      @Reference Agreement agreement,
      @Reference Standing standing,
      @Reference ApprovalAudit audit) {
    this.store = store;
    this.agreement = agreement;
    this.standing = standing;
    this.audit = audit;
  }

  /** A request as it counts. */
  Optional<Approval> find(TenantContext tenant, String id, Instant now) {
    return store.find(tenant.id(), id, now).map(stored -> asItCounts(tenant, stored, now));
  }

  /** Whether enough people agree where these ask, too. */
  boolean agreed(TenantContext tenant, String id, Set<SubjectRef> askers, Instant now) {
    return store
        .find(tenant.id(), id, now)
        .filter(stored -> agreement.enough(tenant, stored, askers, now))
        .isPresent();
  }

  /** What was approved holds no longer than enough of those who approved it may approve it. */
  private Approval asItCounts(TenantContext tenant, StoredApproval stored, Instant at) {
    Approval now = standing.now(tenant, stored.approval());
    return now.state() == State.APPROVED && !agreement.enough(tenant, stored, at)
        ? Standing.withdrawn(now)
        : now;
  }

  static boolean covers(Approval approval, String action, Map<String, Object> parameters) {
    return approval.asked().action().equals(action)
        && approval.parametersHash().equals(CanonicalJson.hash(CanonicalJson.write(parameters)));
  }

  Approval use(
      TenantContext tenant,
      String id,
      String action,
      Map<String, Object> parameters,
      Initiator by,
      Instant now) {
    StoredApproval stored = store.find(tenant.id(), id, now).orElseThrow(Approved::unknown);
    Approval approval = standing.now(tenant, stored.approval());
    if (!covers(approval, action, parameters)) {
      audit.notUsed(tenant, approval, "approval_mismatch", by);
      throw new Problem(403, "approval_mismatch", "Something else was approved.");
    }
    if (approval.state() == State.APPROVED && !agreement.enough(tenant, stored, now)) {
      audit.notUsed(tenant, approval, "approver_gone", by);
      throw new Problem(
          403,
          "not_approved",
          "Somebody who approved this was blocked since, or may not approve it any more.");
    }
    if (approval.state() == State.APPROVED
        && store.use(tenant.id(), id, approval.parametersHash())) {
      Approval used = find(tenant, id, now).orElseThrow(Approved::unknown);
      audit.used(tenant, used, by);
      return used;
    }
    boolean spent = find(tenant, id, now).filter(after -> after.state() == State.USED).isPresent();
    audit.notUsed(tenant, approval, spent ? "approval_used" : "not_approved", by);
    throw spent
        ? new Problem(403, "approval_used", "The approval was used already.")
        : new Problem(403, "not_approved", "This was not approved.");
  }

  static Problem unknown() {
    return Problem.notFound("There is no such request.");
  }
}
