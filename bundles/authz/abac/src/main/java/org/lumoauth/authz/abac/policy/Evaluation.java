package org.lumoauth.authz.abac.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.authz.Vote;
import org.lumoauth.authz.abac.condition.Attributes;
import org.lumoauth.authz.abac.condition.Finding;
import org.lumoauth.authz.abac.condition.Truth;

/**
 * What the policies come to together: one that denies wins, else one that allows is enough, else
 * there is nothing to say. A policy whose condition cannot be evaluated denies if it is one that
 * denies, and does not apply if it is one that allows.
 */
public final class Evaluation {

  /** A reason tells of no more policies than this that did not apply. */
  private static final int TOLD = 5;

  private static final Vote NONE_CONCERNED =
      Vote.notApplicable(
          Reason.of("no_policy", "No policy is about this.", Map.of()), Optional.empty());

  private Evaluation() {}

  /**
   * The vote; stops at the first policy that decides.
   *
   * @param allowing whether policies that allow count for the subject
   */
  public static Vote vote(
      PolicySet policies, Target target, Attributes attributes, boolean allowing) {
    var concerned = policies.concerned(target);
    if (concerned.isEmpty()) {
      return NONE_CONCERNED;
    }
    List<Reason> passed = null;
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
      PolicySet policies, Target target, Attributes attributes) {
    return policies.concerned(target).stream()
        .filter(policy -> applies(policy, policy.evaluate(attributes)))
        .toList();
  }

  /** Whether a policy counts, its condition having come to this. */
  public static boolean applies(CompiledPolicy policy, Finding finding) {
    return finding.truth() == Truth.TRUE || finding.truth() == Truth.UNKNOWN && policy.denies();
  }

  private static Vote applied(CompiledPolicy policy, Finding finding) {
    if (!policy.denies()) {
      return Vote.permit(policy.reason("policy_allows", "allows this", finding));
    }
    return finding.truth() == Truth.TRUE
        ? Vote.deny(
            policy.reason("policy_denies", "denies this", finding),
            "Change what the policy " + policy.document().name() + " looks at, or the policy.")
        : Vote.deny(
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

  private static List<String> lacking(Reason reason) {
    var found = new ArrayList<String>();
    if (reason.facts().get("attribute") instanceof String attribute) {
      found.add(attribute);
    }
    reason.because().forEach(below -> found.addAll(lacking(below)));
    return found.isEmpty() && reason.because().isEmpty()
        ? List.of("the attributes of its expression")
        : found.stream().distinct().toList();
  }

  private static Reason passedBy(CompiledPolicy policy, Finding finding) {
    return finding.truth() == Truth.UNKNOWN
        ? policy.reason(
            "policy_not_evaluable",
            "does not apply, since it can't be told whether its condition holds",
            finding)
        : policy.reason("policy_does_not_apply", "does not apply", finding);
  }

  private static Vote nothing(List<Reason> passed, List<CompiledPolicy> concerned) {
    var allowing =
        concerned.stream()
            .filter(policy -> !policy.denies())
            .map(policy -> policy.document().name())
            .limit(TOLD)
            .toList();
    return Vote.notApplicable(
        new Reason("no_policy_applies", "No policy applies.", Map.of(), passed),
        allowing.isEmpty()
            ? Optional.empty()
            : Optional.of(
                "Meet the condition of a policy that allows it: "
                    + String.join(", ", allowing)
                    + "."));
  }
}
