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
 * What the policies come to together: one that denies wins, else one that allows is enough, else
 * there is nothing to say. A policy whose condition cannot be evaluated denies if it is one that
 * denies, and does not apply if it is one that allows.
 */
public final class PolicyEvaluator {

  /** A reason tells of no more policies than this that did not apply. */
  private static final int TOLD = 5;

  private static final AuthorizationVote NONE_CONCERNED =
      AuthorizationVote.notApplicable(
          DecisionReason.of("no_policy", "No policy is about this.", Map.of()), Optional.empty());

  private PolicyEvaluator() {}

  /**
   * The vote; stops at the first policy that decides.
   *
   * @param allowing whether policies that allow count for the subject
   */
  public static AuthorizationVote vote(
      PolicySet policies, PolicyTarget target, AttributeLookup attributes, boolean allowing) {
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

  /** Every policy that applies, in the order in which they are asked. */
  public static List<CompiledPolicy> applied(
      PolicySet policies, PolicyTarget target, AttributeLookup attributes) {
    return policies.applicableTo(target).stream()
        .filter(policy -> applies(policy, policy.evaluate(attributes)))
        .toList();
  }

  /** Whether a policy counts, its condition having come to this. */
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
            "Change what the policy " + policy.document().name() + " looks at, or the policy.")
        : AuthorizationVote.deny(
            policy.reason(
                "policy_not_evaluable",
                "denies this, since it can't be told whether its condition holds",
                finding),
            "Give a value to what the policy "
                + policy.document().name()
                + " looks at: "
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
            "does not apply, since it can't be told whether its condition holds",
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
                "Meet the condition of a policy that allows it: "
                    + String.join(", ", allowing)
                    + "."));
  }
}
