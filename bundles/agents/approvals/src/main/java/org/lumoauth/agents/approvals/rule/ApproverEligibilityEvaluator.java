/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.rule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.agents.approvals.store.ApprovalStore;
import org.lumoauth.agents.approvals.store.StoredApproval;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.ApproverResolver;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.RoleAssignmentService;
import org.lumoauth.api.directory.GroupDirectory;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Evaluates whether a person may answer a request: an enabled user that the rule names now, and
 * never a requester. A participant, or a user with access to a credential of a requesting agent or
 * client, can confirm only requests on their own behalf. If a condition cannot be evaluated, the
 * person is not an approver.
 */
@Component(service = ApproverEligibilityEvaluator.class)
public final class ApproverEligibilityEvaluator {

  private final AuthorizationService authorization;
  private final UserDirectory users;
  private final GroupDirectory groups;
  private final SubjectDirectory subjects;
  private final ApproverDelegateStore deputies;
  private final CredentialHolderResolver holders;
  private final ProviderTracker<ApproverResolver> sources;

  // Optional and dynamic, so it cannot be a constructor parameter.
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile RoleAssignmentService roles;

  @Activate
  public ApproverEligibilityEvaluator(
      @Reference AuthorizationService authorization,
      @Reference UserDirectory users,
      @Reference GroupDirectory groups,
      @Reference SubjectDirectory subjects,
      @Reference ApproverDelegateStore deputies,
      @Reference CredentialHolderResolver holders,
      @Reference ProviderRegistry registry) {
    this.authorization = authorization;
    this.users = users;
    this.groups = groups;
    this.subjects = subjects;
    this.deputies = deputies;
    this.holders = holders;
    this.sources = registry.track(ApproverResolver.class);
  }

  /** Sets the role assignments. For tests. */
  public ApproverEligibilityEvaluator with(RoleAssignmentService assignments) {
    roles = assignments;
    return this;
  }

  @Deactivate
  void close() {
    sources.close();
  }

  /** Returns an evaluation context for one person, as {@link #findAuthority} requires it. */
  public ApproverEvaluationCache newContext(TenantContext tenant, SubjectRef who, Instant now) {
    return new ApproverEvaluationCache(bonds(tenant, who, now));
  }

  private ApproverDelegationGraph bonds(TenantContext tenant, SubjectRef who, Instant now) {
    return deputies.substitutionGraph(tenant.id(), who.id(), now);
  }

  /** Returns the right for a single request, with a new evaluation context. */
  public Optional<SubjectRef> findAuthority(
      TenantContext tenant, StoredApproval stored, SubjectRef who, Instant now) {
    return findAuthority(tenant, stored, who, newContext(tenant, who, now));
  }

  /**
   * Returns the subject with the right that this person may answer by: their own, or that of a user
   * that they are the delegate of, if that user did not answer yet. Empty if they may not answer.
   */
  public Optional<SubjectRef> findAuthority(
      TenantContext tenant, StoredApproval stored, SubjectRef who, ApproverEvaluationCache look) {
    ApproverDelegationGraph bonds = look.substitutionGraph();
    Approval approval = stored.approval();
    NewApproval asked = approval.request();
    Optional<Set<SubjectRef>> asking = asking(tenant, asked, Set.of(), look);
    if (asking.isEmpty() || asking.get().contains(who)) {
      return Optional.of(who)
          .filter(self -> mayEver(tenant, asked, self))
          .filter(self -> isForThem(stored, self))
          .filter(self -> !ApprovalStore.isVoteSpent(approval, self, self));
    }
    if (!mayEver(tenant, asked, who) || boundToWhoAsks(asking.get(), who, bonds)) {
      return Optional.empty();
    }
    Stream<SubjectRef> rights =
        Stream.concat(
            Stream.of(who),
            bonds.substitutedUserIds().stream()
                .map(id -> new SubjectRef(SubjectRef.USER, id))
                .filter(other -> mayEver(tenant, asked, other))
                .filter(other -> !asking.get().contains(other))
                .filter(other -> !boundToWhoAsks(asking.get(), other, bonds)));
    return rights
        .filter(right -> !ApprovalStore.isVoteSpent(approval, who, right))
        .filter(right -> named(tenant, stored, right, look))
        .findFirst();
  }

  /**
   * Returns whether an approval still counts, by the approver and the subject with the right.
   *
   * @param more additional requesters
   */
  boolean isVoteValid(
      TenantContext tenant,
      StoredApproval stored,
      Approval.RecordedAnswer given,
      Set<SubjectRef> more,
      Instant now) {
    NewApproval asked = stored.approval().request();
    SubjectRef right = given.substitutedFor().orElse(given.approver());
    boolean own = right.equals(given.approver()) && isForThem(stored, right);
    ApproverEvaluationCache look = ApproverEvaluationCache.withoutGraph(right);
    return (own
            || asking(tenant, asked, more, look)
                .filter(asking -> isApart(tenant, asking, given.approver(), now))
                .filter(
                    asking -> right.equals(given.approver()) || isApart(tenant, asking, right, now))
                .isPresent())
        && mayEver(tenant, asked, given.approver())
        && mayEver(tenant, asked, right)
        && named(tenant, stored, right, look);
  }

  /**
   * Returns whether a person is neither a requester nor connected to one by delegation. Always true
   * if only agents request.
   */
  private boolean isApart(
      TenantContext tenant, Set<SubjectRef> asking, SubjectRef who, Instant now) {
    return asking.isEmpty()
        || !asking.contains(who) && !boundToWhoAsks(asking, who, bonds(tenant, who, now));
  }

  /**
   * Returns the users who request, took part or could request, and these; empty if they cannot be
   * determined.
   */
  private Optional<Set<SubjectRef>> asking(
      TenantContext tenant, NewApproval asked, Set<SubjectRef> more, ApproverEvaluationCache look) {
    return holders
        .of(tenant, asked, look)
        .map(
            some ->
                Stream.of(
                        Stream.of(asked.requester()),
                        asked.chain().stream(),
                        some.stream(),
                        more.stream())
                    .flatMap(each -> each)
                    .filter(each -> each.type().equals(SubjectRef.USER))
                    .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * Returns whether the request is on behalf of this user, who then confirms it regardless of the
   * requester.
   */
  private static boolean isForThem(StoredApproval stored, SubjectRef who) {
    NewApproval asked = stored.approval().request();
    return asked.onBehalfOf().equals(Optional.of(who))
        && asked
            .approver()
            .map(who::equals)
            .orElseGet(
                () ->
                    stored.approvers().stream()
                        .anyMatch(spec -> spec.kind().equals(ApproverSpec.SUBJECT)));
  }

  /** Returns whether the subject is an enabled user and not the requester. */
  private boolean mayEver(TenantContext tenant, NewApproval asked, SubjectRef who) {
    return who.type().equals(SubjectRef.USER)
        && !who.equals(asked.requester())
        && subjects.status(tenant, who) == SubjectStatus.ENABLED;
  }

  /**
   * Returns whether the person is the delegate of a requester, or a requester is their delegate.
   */
  private static boolean boundToWhoAsks(
      Set<SubjectRef> asking, SubjectRef who, ApproverDelegationGraph bonds) {
    return asking.stream().anyMatch(asker -> bonds.areConnected(who.id(), asker.id()));
  }

  private boolean named(
      TenantContext tenant, StoredApproval stored, SubjectRef who, ApproverEvaluationCache look) {
    NewApproval asked = stored.approval().request();
    if (asked.approver().isPresent()) {
      return asked.approver().get().equals(who);
    }
    return stored.approvers().stream().anyMatch(spec -> matches(tenant, asked, spec, who, look));
  }

  /**
   * Returns whether a rule with these approvers lets a person answer requests of others.
   *
   * @throws ApiException 503 {@code module_unavailable} while that cannot be determined
   */
  boolean mayName(TenantContext tenant, ApproverSpec spec, SubjectRef who) {
    return switch (spec.kind()) {
      case ApproverSpec.SUBJECT -> false;
      case ApproverSpec.SOURCE -> mayBeFromSource(tenant, spec.value(), who);
      case ApproverSpec.ROLE -> {
        if (roles == null) {
          throw ApiException.moduleUnavailable("authz-rbac");
        }
        yield holds(tenant, who, spec.value());
      }
      default -> isOne(tenant, spec, who);
    };
  }

  private boolean mayBeFromSource(TenantContext tenant, String name, SubjectRef who) {
    Optional<ServiceLease<ApproverResolver>> found = sources.leaseInstalled(name);
    if (found.isPresent()) {
      try (ServiceLease<ApproverResolver> source = found.get()) {
        return source.get().canResolve(tenant, who);
      }
    }
    return false;
  }

  private boolean matches(
      TenantContext tenant,
      NewApproval asked,
      ApproverSpec spec,
      SubjectRef who,
      ApproverEvaluationCache look) {
    return switch (spec.kind()) {
      case ApproverSpec.SUBJECT -> asked.onBehalfOf().equals(Optional.of(who));
      case ApproverSpec.SOURCE -> resolveSource(tenant, asked, spec.value()).contains(who);
      default -> look.matchesSpec(spec, who, () -> isOne(tenant, spec, who));
    };
  }

  /** Returns whether a person matches approvers that do not depend on the request. */
  private boolean isOne(TenantContext tenant, ApproverSpec spec, SubjectRef who) {
    return switch (spec.kind()) {
      case ApproverSpec.PERMISSION ->
          authorization.decide(tenant, DecisionRequest.of(who, spec.value())).permitted();
      case ApproverSpec.ROLE -> holds(tenant, who, spec.value());
      case ApproverSpec.GROUP ->
          groups
              .find(tenant, spec.value())
              .filter(group -> users.groupsOf(tenant, who.id()).contains(group.id()))
              .isPresent();
      case ApproverSpec.USER -> who.id().equals(spec.value());
      default -> false;
    };
  }

  private boolean holds(TenantContext tenant, SubjectRef who, String role) {
    RoleAssignmentService now = roles;
    return now != null
        && now.rolesOf(tenant, who).stream()
            .anyMatch(held -> held.id().equals(role) || held.slug().equals(role));
  }

  /** Returns the approvers that a resolver determines. */
  public List<SubjectRef> resolveSource(TenantContext tenant, NewApproval asked, String name) {
    Optional<ServiceLease<ApproverResolver>> found = sources.lease(name);
    if (found.isEmpty()) {
      return List.of();
    }
    try (ServiceLease<ApproverResolver> source = found.get()) {
      return List.copyOf(source.get().resolveApprovers(tenant, asked));
    }
  }
}
