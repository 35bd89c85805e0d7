/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authz;

import java.util.List;
import java.util.Map;

/**
 * A node of the tree that explains a decision.
 *
 * @param code the machine-readable rule, such as {@code role_grants} or {@code
 *     outside_capabilities}
 * @param text a sentence that a person or an agent can act on
 * @param facts the values that the rule used, JSON-like
 * @param because the reasons on which this one depends
 */
public record DecisionReason(
    String code, String text, Map<String, Object> facts, List<DecisionReason> because) {
  public DecisionReason {
    facts = Map.copyOf(facts);
    because = List.copyOf(because);
  }

  /** Returns a reason without further reasons. */
  public static DecisionReason of(String code, String text, Map<String, Object> facts) {
    return new DecisionReason(code, text, facts, List.of());
  }
}
