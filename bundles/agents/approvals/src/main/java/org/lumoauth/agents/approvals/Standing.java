package org.lumoauth.agents.approvals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lumoauth.api.agent.Delegations;
import org.lumoauth.api.agent.Delegations.Delegation;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.State;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Whether what was asked is still asked by somebody who may: who asks, who takes part and for whom
 * it is may act, and the user lets the agent act for them. What stopped meanwhile is withdrawn
 * ({@link ApprovalStops}); here nothing depends on whether that has happened already.
 */
@Component(service = Standing.class)
public final class Standing {

  private static final String DELEGATION = "delegation";

  /** Those whose status somebody always knows: one of them who is not known is gone. */
  private static final Set<String> KNOWN =
      Set.of(SubjectRef.USER, SubjectRef.AGENT, SubjectRef.CLIENT);

  private final Subjects subjects;
  private final Providers<Delegations> delegations;

  @Activate
  public Standing(@Reference Subjects subjects, @Reference ProviderRegistry registry) {
    this.subjects = subjects;
    this.delegations = registry.follow(Delegations.class);
  }

  @Deactivate
  void close() {
    delegations.close();
  }

  /**
   * An approval as it counts now: withdrawn where somebody who takes part was stopped or took their
   * consent back, or where somebody who approved it may not act any more.
   *
   * @throws org.lumoauth.api.web.Problem 503 {@code module_unavailable} while nobody can tell
   *     whether a user consents
   */
  Approval now(TenantContext tenant, Approval approval) {
    boolean open = approval.state() == State.PENDING || approval.state() == State.APPROVED;
    boolean stands =
        !open
            || takesPart(tenant, approval.asked())
                && consents(tenant, approval.asked())
                && (approval.state() == State.PENDING || approversMayAct(tenant, approval));
    return stands ? approval : withdrawn(approval);
  }

  /** Whether all who ask, and the one for whom they do, may act. */
  boolean takesPart(TenantContext tenant, NewApproval asked) {
    return parties(asked).allMatch(party -> mayAct(tenant, party));
  }

  /** Who asks, who takes part in asking, and for whom. */
  static Stream<SubjectRef> parties(NewApproval asked) {
    return Stream.of(
            List.of(asked.requester()), asked.chain(), asked.onBehalfOf().stream().toList())
        .flatMap(List::stream);
  }

  /**
   * Whether the user for whom an agent asks lets it, where people say so here at all.
   *
   * @throws org.lumoauth.api.web.Problem 503 {@code module_unavailable} while nobody can tell
   */
  boolean consents(TenantContext tenant, NewApproval asked) {
    if (!needsConsent(asked)) {
      return true;
    }
    Optional<Lease<Delegations>> found = delegations.acquireInstalled(DELEGATION);
    if (found.isEmpty()) {
      return true;
    }
    try (Lease<Delegations> held = found.get()) {
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
    Optional<Lease<Delegations>> found = delegations.acquire(DELEGATION);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Lease<Delegations> held = found.get()) {
      return consent(tenant, asked, held.get()).map(Delegation::id);
    }
  }

  private static boolean needsConsent(NewApproval asked) {
    return asked.requester().type().equals(SubjectRef.AGENT)
        && asked.onBehalfOf().filter(user -> user.type().equals(SubjectRef.USER)).isPresent();
  }

  private static Optional<Delegation> consent(
      TenantContext tenant, NewApproval asked, Delegations all) {
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
  static Approval withdrawn(Approval was) {
    return new Approval(
        was.id(),
        was.asked(),
        was.parametersHash(),
        was.people(),
        State.WITHDRAWN,
        was.answers(),
        was.createdAt(),
        was.expiresAt());
  }
}
