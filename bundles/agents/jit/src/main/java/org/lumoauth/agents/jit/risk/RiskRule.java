/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.risk;

import java.util.Optional;
import java.util.Set;

/**
 * Assigns a risk level to actions.
 *
 * @param types types of authorization details; empty means any. Scopes have the type {@code scope}
 * @param actions actions of these types; empty means any
 * @param level the risk level
 * @param capability the capability that an agent requires to request these actions
 */
public record RiskRule(
    Set<String> types, Set<String> actions, RiskLevel level, Optional<String> capability) {
  public RiskRule {
    types = Set.copyOf(types);
    actions = Set.copyOf(actions);
  }

  boolean matches(String type, String action) {
    return (types.isEmpty() || types.contains(type))
        && (actions.isEmpty() || actions.contains(action));
  }
}
