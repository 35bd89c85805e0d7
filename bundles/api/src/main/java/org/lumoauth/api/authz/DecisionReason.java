package org.lumoauth.api.authz;

import java.util.List;
import java.util.Map;

/**
 * Why: one node of an explanation tree.
 *
 * @param code the machine-readable rule, as {@code role_grants} or {@code outside_capabilities}
 * @param text a sentence that a person, or an agent, can act on
 * @param facts what the rule looked at, JSON-like values
 * @param because what it rests on
 */
public record DecisionReason(
    String code, String text, Map<String, Object> facts, List<DecisionReason> because) {
  public DecisionReason {
    facts = Map.copyOf(facts);
    because = List.copyOf(because);
  }

  /** A leaf. */
  public static DecisionReason of(String code, String text, Map<String, Object> facts) {
    return new DecisionReason(code, text, facts, List.of());
  }
}
