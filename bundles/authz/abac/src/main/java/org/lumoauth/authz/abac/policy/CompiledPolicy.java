/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.policy;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.authz.abac.condition.AttributeLookup;
import org.lumoauth.authz.abac.condition.ConditionResult;
import org.lumoauth.authz.abac.condition.PolicyCondition;

/**
 * A compiled policy.
 *
 * @param stored the stored policy
 * @param condition its condition
 */
public record CompiledPolicy(StoredPolicy stored, PolicyCondition condition) {

  /** Returns the content of the policy. */
  public PolicyDocument document() {
    return stored.document();
  }

  boolean denies() {
    return document().effect() == PolicyEffect.DENY;
  }

  boolean appliesTo(DecisionRequestTarget target) {
    return target.matches(document().resourceType(), document().action());
  }

  ConditionResult evaluate(AttributeLookup attributes) {
    return condition.evaluate(attributes);
  }

  /** Creates a reason that names the policy. */
  DecisionReason reason(String code, String what, ConditionResult finding) {
    return new DecisionReason(
        code,
        "The policy " + document().name() + " " + what + ".",
        Map.of("policyId", stored.id(), "policy", document().slug()),
        List.of(finding.reason()));
  }
}
