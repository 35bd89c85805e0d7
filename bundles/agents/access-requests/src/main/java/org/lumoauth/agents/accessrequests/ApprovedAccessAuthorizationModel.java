/* SPDX-License-Identifier: Apache-2.0 */
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
 * Permits an approved access while the approval is valid, if the decision request refers to it
 * ({@code context.approval}) and has exactly the approved subject, permission and resource. Knowing
 * the approval id does not permit any other access. The approval of a user that holds a token of
 * the agent does not count, because this user would share the access.
 */
@Component(
    property = {
      "lumoauth.kind=authorization-model",
      "lumoauth.name=agents-access-requests",
      AuthorizationModel.NEVER_DENIES + ":Boolean=true",
      AuthorizationModel.CONTEXT + "=" + ApprovedAccessAuthorizationModel.MEMBER
    })
public final class ApprovedAccessAuthorizationModel implements AuthorizationModel {

  /** The action name of approved accesses. */
  static final String ACTION = "access";

  /** The member of the request context that refers to an approval. */
  static final String MEMBER = "approval";

  private final ApprovalService approvals;
  private final SettingsStore settings;
  private final AgentTokenHolderResolver holders;

  @Activate
  public ApprovedAccessAuthorizationModel(
      @Reference ApprovalService approvals,
      @Reference SettingsStore settings,
      @Reference AgentTokenHolderResolver holders) {
    this.approvals = approvals;
    this.settings = settings;
    this.holders = holders;
  }

  @Override
  public AuthorizationVote vote(TenantContext tenant, DecisionRequest question) {
    if (!(question.context().get(MEMBER) instanceof Map<?, ?> brought)
        || !(brought.get("id") instanceof String id)
        || question.resource().isEmpty()) {
      return silent("no_approval", "The request does not refer to an approval.");
    }
    if (!AccessRequestSettings.ENABLED.read(settings, tenant)) {
      return silent("access_requests_off", "Access requests are disabled in this tenant.");
    }
    Optional<Approval> approval =
        approvals.find(tenant, id).filter(found -> found.state() == ApprovalState.APPROVED);
    boolean holds =
        approval.filter(found -> Instant.now().isBefore(expiresAt(tenant, found))).isPresent();
    Map<String, Object> decided =
        DenialBindingTokenService.decided(
            question.subject().toString(), question.action(), question.resource().get());
    if (!holds
        || !approvals.covers(
            approval.get(),
            ACTION,
            AccessDurationCalculator.withApprovedDuration(approval.get(), decided))) {
      return silent("approval_not_applicable", "The approval does not apply to this request.");
    }
    Set<SubjectRef> having = holders.of(tenant, question);
    if (!having.isEmpty() && !approvals.isApprovedExcludingRequesters(tenant, id, having)) {
      return silent("approval_not_applicable", "An approver holds a token of the agent.");
    }
    return AuthorizationVote.permit(
        DecisionReason.of(
            "access_approved", "This access was approved.", Map.of("approval_id", id)));
  }

  /** Returns when an approval expires. */
  Instant expiresAt(TenantContext tenant, Approval approval) {
    return AccessDurationCalculator.expiresAt(
        approval, AccessRequestSettings.APPROVED_DURATION.read(settings, tenant));
  }

  private static AuthorizationVote silent(String code, String text) {
    return AuthorizationVote.notApplicable(
        DecisionReason.of(code, text, Map.of()), Optional.empty());
  }
}
