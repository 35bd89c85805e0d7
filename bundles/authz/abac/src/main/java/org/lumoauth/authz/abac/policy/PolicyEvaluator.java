/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.authz.abac.condition.AttributeLookup;
import org.lumoauth.authz.abac.condition.ConditionResult;
import org.lumoauth.authz.abac.condition.TriState;

/**
 * Combines policies. If a policy with the effect deny applies, the result is deny; otherwise, if a
 * policy with the effect allow applies, the result is allow; otherwise the model does not vote. If
 * a condition cannot be evaluated, a policy with the effect deny denies, and a policy with the
 * effect allow does not apply.
 */
public final class PolicyEvaluator {

  /** Maximum number of policies in a reason that did not apply. */
  private static final int TOLD = 5;

  private static final AuthorizationVote NONE_CONCERNED =
      AuthorizationVote.notApplicable(
          DecisionReason.of("no_policy", "No policy applies to this action.", Map.of()),
          Optional.empty());

  private PolicyEvaluator() {}

  /**
   * Returns the vote; stops at the first deciding policy.
   *
   * @param allowing whether policies with the effect allow apply to the subject
   */
  public static AuthorizationVote vote(
      PolicySet policies,
      DecisionRequestTarget target,
      AttributeLookup attributes,
      boolean allowing) {
    var concerned = policies.applicableTo(target);
    if (concerned.isEmpty()) {
      return NONE_CONCERNED;
    }
    List<DecisionReason> passed = null;
    for (int i = 0; i < concerned.size(); i++) {
      var policy = concerned.get(i);
      if (!policy.denies() && !allowing) {
        continue;
      }
      var finding = policy.evaluate(attributes);
      if (applies(policy, finding)) {
        return applied(policy, finding);
      }
      passed = passed == null ? new ArrayList<>(TOLD) : passed;
      if (passed.size() < TOLD) {
        passed.add(passedBy(policy, finding));
      }
    }
    return nothing(passed == null ? List.of() : passed, concerned);
  }

  /** Returns every policy that applies, in the order of evaluation. */
  public static List<CompiledPolicy> applied(
      PolicySet policies, DecisionRequestTarget target, AttributeLookup attributes) {
    return policies.applicableTo(target).stream()
        .filter(policy -> applies(policy, policy.evaluate(attributes)))
        .toList();
  }

  /** Returns whether a policy applies with this result of its condition. */
  public static boolean applies(CompiledPolicy policy, ConditionResult finding) {
    return finding.truth() == TriState.TRUE
        || finding.truth() == TriState.UNKNOWN && policy.denies();
  }

  private static AuthorizationVote applied(CompiledPolicy policy, ConditionResult finding) {
    if (!policy.denies()) {
      return AuthorizationVote.permit(policy.reason("policy_allows", "allows this", finding));
    }
    return finding.truth() == TriState.TRUE
        ? AuthorizationVote.deny(
            policy.reason("policy_denies", "denies this", finding),
            "Change the attributes in the conditions of the policy "
                + policy.document().name()
                + ", or the policy.")
        : AuthorizationVote.deny(
            policy.reason(
                "policy_not_evaluable",
                "denies this action, because its condition cannot be evaluated",
                finding),
            "Set the attributes that the policy "
                + policy.document().name()
                + " requires: "
                + String.join(", ", lacking(finding.reason()))
                + ".");
  }

  private static List<String> lacking(DecisionReason reason) {
    var found = new ArrayList<String>();
    if (reason.facts().get("attribute") instanceof String attribute) {
      found.add(attribute);
    }
    reason.because().forEach(below -> found.addAll(lacking(below)));
    return found.isEmpty() && reason.because().isEmpty()
        ? List.of("the attributes of its expression")
        : found.stream().distinct().toList();
  }

  private static DecisionReason passedBy(CompiledPolicy policy, ConditionResult finding) {
    return finding.truth() == TriState.UNKNOWN
        ? policy.reason(
            "policy_not_evaluable",
            "does not apply, because its condition cannot be evaluated",
            finding)
        : policy.reason("policy_does_not_apply", "does not apply", finding);
  }

  private static AuthorizationVote nothing(
      List<DecisionReason> passed, List<CompiledPolicy> concerned) {
    var allowing =
        concerned.stream()
            .filter(policy -> !policy.denies())
            .map(policy -> policy.document().name())
            .limit(TOLD)
            .toList();
    return AuthorizationVote.notApplicable(
        new DecisionReason("no_policy_applies", "No policy applies.", Map.of(), passed),
        allowing.isEmpty()
            ? Optional.empty()
            : Optional.of(
                "Meet the condition of a policy that allows the action: "
                    + String.join(", ", allowing)
                    + "."));
  }
}
