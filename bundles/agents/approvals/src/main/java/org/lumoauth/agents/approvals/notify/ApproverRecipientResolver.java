/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.notify;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.approvals.rule.ApproverDelegateStore;
import org.lumoauth.agents.approvals.rule.ApproverEligibilityEvaluator;
import org.lumoauth.agents.approvals.rule.ApproverSpec;
import org.lumoauth.agents.approvals.store.StoredApproval;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.authz.RoleHolderLookup;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Determines the recipients of notifications. People named by a rule are notified one by one. Users
 * that have a permission and members of a group are not enumerated and find the request in the
 * inbox.
 */
@Component(service = ApproverRecipientResolver.class)
public final class ApproverRecipientResolver {

  /** The approvers as a group, for channels that address no single person. */
  public static final String APPROVERS = "approvers";

  private static final int MAX_HOLDERS = 50;

  private final ApproverEligibilityEvaluator approvers;
  private final ApproverDelegateStore deputies;

  // Optional and dynamic, so it cannot be a constructor parameter.
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile RoleHolderLookup holders;

  @Activate
  public ApproverRecipientResolver(
      @Reference ApproverEligibilityEvaluator approvers,
      @Reference ApproverDelegateStore deputies) {
    this.approvers = approvers;
    this.deputies = deputies;
  }

  /** Returns the recipients, the group first. Each person in the result may answer now. */
  Set<SubjectRef> of(TenantContext tenant, StoredApproval stored, Instant now) {
    NewApproval asked = stored.approval().request();
    Set<SubjectRef> people = new LinkedHashSet<>();
    asked.approver().ifPresent(people::add);
    stored.approvers().forEach(spec -> add(people, tenant, asked, spec));
    for (SubjectRef each : Set.copyOf(people)) {
      deputies
          .of(tenant.id(), each.id(), now)
          .ifPresent(deputy -> people.add(new SubjectRef(SubjectRef.USER, deputy.deputyId())));
    }
    people.removeIf(each -> approvers.findAuthority(tenant, stored, each, now).isEmpty());
    Set<SubjectRef> all = new LinkedHashSet<>();
    all.add(new SubjectRef(APPROVERS, stored.approval().id()));
    all.addAll(people);
    return all;
  }

  private void add(
      Set<SubjectRef> people, TenantContext tenant, NewApproval asked, ApproverSpec spec) {
    switch (spec.kind()) {
      case ApproverSpec.USER -> people.add(new SubjectRef(SubjectRef.USER, spec.value()));
      case ApproverSpec.SUBJECT -> asked.onBehalfOf().ifPresent(people::add);
      case ApproverSpec.SOURCE ->
          people.addAll(approvers.resolveSource(tenant, asked, spec.value()));
      case ApproverSpec.ROLE ->
          Optional.ofNullable(holders)
              .ifPresent(
                  now ->
                      now.findHolders(tenant, spec.value(), SubjectRef.USER, MAX_HOLDERS)
                          .forEach(id -> people.add(new SubjectRef(SubjectRef.USER, id))));
      default -> { // members are not enumerated
      }
    }
  }
}
