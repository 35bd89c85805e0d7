/* SPDX-License-Identifier: Apache-2.0 */
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
 * Checks whether a request is still valid: the requester, the participants and the user may act,
 * and the user's consent covers the agent. A request that became invalid is withdrawn ({@link
 * ApprovalWithdrawalListener}); this check does not depend on whether that happened already.
 */
@Component(service = ApprovalRequestValidityChecker.class)
public final class ApprovalRequestValidityChecker {

  private static final String DELEGATION = "delegation";

  /** Types with a known status for every subject: an unknown subject of these types was deleted. */
  private static final Set<String> KNOWN =
      Set.of(SubjectRef.USER, SubjectRef.AGENT, SubjectRef.CLIENT);

  private final SubjectDirectory subjects;
  private final ProviderTracker<AgentDelegationLookup> delegations;

  @Activate
  public ApprovalRequestValidityChecker(
      @Reference SubjectDirectory subjects, @Reference ProviderRegistry registry) {
    this.subjects = subjects;
    this.delegations = registry.track(AgentDelegationLookup.class);
  }

  @Deactivate
  void close() {
    delegations.close();
  }

  /**
   * Returns an approval in its current state: withdrawn if a participant was disabled or revoked
   * their consent, or if an approver may not act any more.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if the consent of a
   *     user cannot be checked
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

  /** Returns whether all requesters, and the user that they act for, may act. */
  boolean areParticipantsActive(TenantContext tenant, NewApproval asked) {
    return participants(asked).allMatch(party -> mayAct(tenant, party));
  }

  /** Returns the requester, the other participants and the user. */
  static Stream<SubjectRef> participants(NewApproval asked) {
    return Stream.of(
            List.of(asked.requester()), asked.chain(), asked.onBehalfOf().stream().toList())
        .flatMap(List::stream);
  }

  /**
   * Returns whether the user that an agent acts for consents to it. True if delegations are not
   * installed.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if the consent cannot
   *     be checked
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
   * Returns the id of the consent that a request depends on, as in the events about it.
   *
   * @return an empty text if the request requires no consent; an empty result if it requires an
   *     unknown consent
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

  /** Returns the same approval in state withdrawn. */
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
