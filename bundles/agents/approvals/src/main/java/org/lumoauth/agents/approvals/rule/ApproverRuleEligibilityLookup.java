/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.rule;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.lumoauth.api.approval.ApproverEligibilityLookup;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The users that approver rules reference, and their current delegates. */
@Component(property = "lumoauth.name=approvals")
public final class ApproverRuleEligibilityLookup implements ApproverEligibilityLookup {

  private final ApproverRuleStore rules;
  private final ApproverDelegateStore deputies;
  private final ApproverEligibilityEvaluator approvers;
  private final InstantSource clock;

  @Activate
  public ApproverRuleEligibilityLookup(
      @Reference ApproverRuleStore rules,
      @Reference ApproverDelegateStore deputies,
      @Reference ApproverEligibilityEvaluator approvers,
      @Reference InstantSource clock) {
    this.rules = rules;
    this.deputies = deputies;
    this.approvers = approvers;
    this.clock = clock;
  }

  @Override
  public boolean canApprove(TenantContext tenant, SubjectRef user) {
    if (!user.type().equals(SubjectRef.USER)) {
      return false;
    }
    List<ApproverSpec> named =
        rules.read(tenant.id()).rules().stream()
            .flatMap(rule -> rule.approvers().stream())
            .distinct()
            .toList();
    Stream<SubjectRef> whoseRight =
        Stream.concat(
            Stream.of(user),
            deputies.substitutedUserIds(tenant.id(), user.id(), clock.instant()).stream()
                .map(id -> new SubjectRef(SubjectRef.USER, id)));
    return whoseRight.anyMatch(
        who -> named.stream().anyMatch(spec -> approvers.mayName(tenant, spec, who)));
  }
}
