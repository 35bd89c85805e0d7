package org.lumoauth.authz.abac.policy;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.authz.abac.condition.Attributes;
import org.lumoauth.authz.abac.condition.Condition;
import org.lumoauth.authz.abac.condition.Finding;

/**
 * A policy that is ready to be asked.
 *
 * @param stored as it is kept
 * @param condition its condition
 */
public record CompiledPolicy(StoredPolicy stored, Condition condition) {

  /** What it says. */
  public PolicyDocument document() {
    return stored.document();
  }

  boolean denies() {
    return document().effect() == Effect.DENY;
  }

  boolean concerns(Target target) {
    return target.concerns(document().resourceType(), document().action());
  }

  Finding evaluate(Attributes attributes) {
    return condition.evaluate(attributes);
  }

  /** A reason that names it. */
  Reason reason(String code, String what, Finding finding) {
    return new Reason(
        code,
        "The policy " + document().name() + " " + what + ".",
        Map.of("policyId", stored.id(), "policy", document().slug()),
        List.of(finding.reason()));
  }
}
