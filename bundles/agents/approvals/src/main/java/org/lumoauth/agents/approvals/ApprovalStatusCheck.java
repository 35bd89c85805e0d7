package org.lumoauth.agents.approvals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lumoauth.api.agent.AgentDelegationLookup;
import org.lumoauth.api.agent.AgentDelegationLookup.AgentDelegation;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.ApprovalState;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Whether what was asked is still asked by somebody who may: who asks, who takes part and for whom
 * it is may act, and the user lets the agent act for them. What stopped meanwhile is withdrawn
 * ({@link ApprovalWithdrawalListener}); here nothing depends on whether that has happened already.
 */
@Component(service = ApprovalStatusCheck.class)
public final class ApprovalStatusCheck {

  private static final String DELEGATION = "delegation";

  /** Those whose status somebody always knows: one of them who is not known is gone. */
  private static final Set<String> KNOWN =
      Set.of(SubjectRef.USER, SubjectRef.AGENT, SubjectRef.CLIENT);

  private final SubjectDirectory subjects;
  private final ProviderTracker<AgentDelegationLookup> delegations;

  @Activate
  public ApprovalStatusCheck(
      @Reference SubjectDirectory subjects, @Reference ProviderRegistry registry) {
    this.subjects = subjects;
    this.delegations = registry.track(AgentDelegationLookup.class);
  }

  @Deactivate
  void close() {
    delegations.close();
  }

  /**
   * An approval as it counts now: withdrawn where somebody who takes part was stopped or took their
   * consent back, or where somebody who approved it may not act any more.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} while nobody can tell
   *     whether a user consents
   */
  Approval withCurrentStatus(TenantContext tenant, Approval approval) {
    boolean open =
        approval.state() == ApprovalState.PENDING || approval.state() == ApprovalState.APPROVED;
    boolean stands =
        !open
            || areParticipantsActive(tenant, approval.request())
                && hasConsent(tenant, approval.request())
                && (approval.state() == ApprovalState.PENDING || approversMayAct(tenant, approval));
    return stands ? approval : asWithdrawn(approval);
  }

  /** Whether all who ask, and the one for whom they do, may act. */
  boolean areParticipantsActive(TenantContext tenant, NewApproval asked) {
    return participants(asked).allMatch(party -> mayAct(tenant, party));
  }

  /** Who asks, who takes part in asking, and for whom. */
  static Stream<SubjectRef> participants(NewApproval asked) {
    return Stream.of(
            List.of(asked.requester()), asked.chain(), asked.onBehalfOf().stream().toList())
        .flatMap(List::stream);
  }

  /**
   * Whether the user for whom an agent asks lets it, where people say so here at all.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} while nobody can tell
   */
  boolean hasConsent(TenantContext tenant, NewApproval asked) {
    if (!needsConsent(asked)) {
      return true;
    }
    Optional<ServiceLease<AgentDelegationLookup>> found = delegations.leaseInstalled(DELEGATION);
    if (found.isEmpty()) {
      return true;
    }
    try (ServiceLease<AgentDelegationLookup> held = found.get()) {
      return consent(tenant, asked, held.get()).isPresent();
    }
  }

  /**
   * By which consent it is asked, as the events about it name it.
   *
   * @return an empty text where it takes none; nothing where it takes one and nobody knows any
   */
  Optional<String> consentId(TenantContext tenant, NewApproval asked) {
    if (!needsConsent(asked)) {
      return Optional.of("");
    }
    Optional<ServiceLease<AgentDelegationLookup>> found = delegations.lease(DELEGATION);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (ServiceLease<AgentDelegationLookup> held = found.get()) {
      return consent(tenant, asked, held.get()).map(AgentDelegation::id);
    }
  }

  private static boolean needsConsent(NewApproval asked) {
    return asked.requester().type().equals(SubjectRef.AGENT)
        && asked.onBehalfOf().filter(user -> user.type().equals(SubjectRef.USER)).isPresent();
  }

  private static Optional<AgentDelegation> consent(
      TenantContext tenant, NewApproval asked, AgentDelegationLookup all) {
    return all.find(tenant, asked.onBehalfOf().orElseThrow(), asked.requester().id());
  }

  private boolean approversMayAct(TenantContext tenant, Approval approval) {
    return approval.answers().stream()
        .filter(given -> given.answer().approve())
        .allMatch(given -> mayAct(tenant, given.approver()));
  }

  private boolean mayAct(TenantContext tenant, SubjectRef subject) {
    SubjectStatus status = subjects.status(tenant, subject);
    return KNOWN.contains(subject.type())
        ? status == SubjectStatus.ENABLED
        : status != SubjectStatus.DISABLED;
  }

  /** The same approval, as one that holds no more. */
  static Approval asWithdrawn(Approval was) {
    return new Approval(
        was.id(),
        was.request(),
        was.parametersHash(),
        was.requiredApprovals(),
        ApprovalState.WITHDRAWN,
        was.answers(),
        was.createdAt(),
        was.expiresAt());
  }
}
