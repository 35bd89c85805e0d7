package org.lumoauth.agents.accessrequests;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.State;
import org.lumoauth.api.approval.Approvals;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.authz.Vote;
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
      AuthorizationModel.CONTEXT + "=" + ApprovedAccess.MEMBER
    })
public final class ApprovedAccess implements AuthorizationModel {

  /** What access is called where it is approved. */
  static final String ACTION = "access";

  /** The member of a question's context that brings an approval along. */
  static final String MEMBER = "approval";

  private final Approvals approvals;
  private final SettingsStore settings;
  private final TokenHolders holders;

  @Activate
  public ApprovedAccess(
      @Reference Approvals approvals,
      @Reference SettingsStore settings,
      @Reference TokenHolders holders) {
    this.approvals = approvals;
    this.settings = settings;
    this.holders = holders;
  }

  @Override
  public Vote vote(TenantContext tenant, Question question) {
    if (!(question.context().get(MEMBER) instanceof Map<?, ?> brought)
        || !(brought.get("id") instanceof String id)
        || question.resource().isEmpty()) {
      return silent("no_approval", "The question brings no approval along.");
    }
    if (!AccessSettings.enabled(settings, tenant)) {
      return silent("access_requests_off", "Access is not asked for here.");
    }
    Optional<Approval> approval =
        approvals.find(tenant, id).filter(found -> found.state() == State.APPROVED);
    boolean holds =
        approval.filter(found -> Instant.now().isBefore(until(tenant, found))).isPresent();
    Map<String, Object> decided =
        Binding.decided(
            question.subject().toString(), question.action(), question.resource().get());
    if (!holds || !approvals.covers(approval.get(), ACTION, Term.as(approval.get(), decided))) {
      return silent("approval_not_applicable", "The approval does not hold for this.");
    }
    Set<SubjectRef> having = holders.of(tenant, question);
    if (!having.isEmpty() && !approvals.agreedWhereTheyAsk(tenant, id, having)) {
      return silent(
          "approval_not_applicable", "Somebody who approved it holds a token of the agent.");
    }
    return Vote.permit(
        Reason.of("access_approved", "People approved this access.", Map.of("approval_id", id)));
  }

  /** Until when an approval holds. */
  Instant until(TenantContext tenant, Approval approval) {
    return Term.end(approval, AccessSettings.approved(settings, tenant));
  }

  private static Vote silent(String code, String text) {
    return Vote.notApplicable(Reason.of(code, text, Map.of()), Optional.empty());
  }
}
