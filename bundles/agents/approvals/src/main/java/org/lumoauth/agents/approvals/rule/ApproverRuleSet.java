/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.rule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.authz.SystemPermissions;

/** A tenant's approver rules, in order: the first match decides. */
public record ApproverRuleSet(List<ApproverRule> rules) {

  private static final ApproverSpec BY_PERMISSION =
      new ApproverSpec(ApproverSpec.PERMISSION, SystemPermissions.JIT_APPROVE);

  /** The default rules: a critical request requires two approvers. */
  public static final ApproverRuleSet STANDARD =
      new ApproverRuleSet(
          List.of(
              new ApproverRule(
                  Set.of(),
                  Set.of("critical"),
                  List.of(BY_PERMISSION),
                  2,
                  Duration.ofHours(1),
                  Duration.ofMinutes(10)),
              new ApproverRule(
                  Set.of(),
                  Set.of(),
                  List.of(BY_PERMISSION, new ApproverSpec(ApproverSpec.SUBJECT, "")),
                  1,
                  Duration.ofHours(1),
                  Duration.ofMinutes(15))));

  public ApproverRuleSet {
    rules = List.copyOf(rules);
  }

  /** Returns the rule for a request; if it is empty, the request cannot be approved. */
  public Optional<ApproverRule> ruleFor(NewApproval asked) {
    return rules.stream().filter(rule -> rule.matches(asked)).findFirst();
  }
}
