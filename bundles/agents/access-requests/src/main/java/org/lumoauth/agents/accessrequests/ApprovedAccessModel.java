package org.lumoauth.agents.accessrequests;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.ApprovalState;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Permits what people approved: where the question brings the approval along ({@code
 * context.approval}), of exactly this subject, permission and resource, and while it holds. To know
 * its id is not enough for anything else. Who holds a token of the agent that has the access has
 * it, too, so their yes does not count meanwhile.
 */
@Component(
    property = {
      "lumoauth.kind=authorization-model",
      "lumoauth.name=agents-access-requests",
      AuthorizationModel.NEVER_DENIES + ":Boolean=true",
      AuthorizationModel.CONTEXT + "=" + ApprovedAccessModel.MEMBER
    })
public final class ApprovedAccessModel implements AuthorizationModel {

  /** What access is called where it is approved. */
  static final String ACTION = "access";

  /** The member of a question's context that brings an approval along. */
  static final String MEMBER = "approval";

  private final ApprovalService approvals;
  private final SettingsStore settings;
  private final AccessRequestTokenHolders holders;

  @Activate
  public ApprovedAccessModel(
      @Reference ApprovalService approvals,
      @Reference SettingsStore settings,
      @Reference AccessRequestTokenHolders holders) {
    this.approvals = approvals;
    this.settings = settings;
    this.holders = holders;
  }

  @Override
  public AuthorizationVote vote(TenantContext tenant, DecisionRequest question) {
    if (!(question.context().get(MEMBER) instanceof Map<?, ?> brought)
        || !(brought.get("id") instanceof String id)
        || question.resource().isEmpty()) {
      return silent("no_approval", "The question brings no approval along.");
    }
    if (!AccessRequestSettings.enabled(settings, tenant)) {
      return silent("access_requests_off", "Access is not asked for here.");
    }
    Optional<Approval> approval =
        approvals.find(tenant, id).filter(found -> found.state() == ApprovalState.APPROVED);
    boolean holds =
        approval.filter(found -> Instant.now().isBefore(expiresAt(tenant, found))).isPresent();
    Map<String, Object> decided =
        DenialBindingToken.decided(
            question.subject().toString(), question.action(), question.resource().get());
    if (!holds
        || !approvals.covers(
            approval.get(), ACTION, AccessDuration.withApprovedDuration(approval.get(), decided))) {
      return silent("approval_not_applicable", "The approval does not hold for this.");
    }
    Set<SubjectRef> having = holders.of(tenant, question);
    if (!having.isEmpty() && !approvals.isApprovedExcludingRequesters(tenant, id, having)) {
      return silent(
          "approval_not_applicable", "Somebody who approved it holds a token of the agent.");
    }
    return AuthorizationVote.permit(
        DecisionReason.of(
            "access_approved", "People approved this access.", Map.of("approval_id", id)));
  }

  /** Until when an approval holds. */
  Instant expiresAt(TenantContext tenant, Approval approval) {
    return AccessDuration.expiresAt(
        approval, AccessRequestSettings.approvedAccessDuration(settings, tenant));
  }

  private static AuthorizationVote silent(String code, String text) {
    return AuthorizationVote.notApplicable(
        DecisionReason.of(code, text, Map.of()), Optional.empty());
  }
}
