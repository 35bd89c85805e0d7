package org.lumoauth.agents.jit;

import java.util.Optional;
import java.util.Set;

/**
 * The risk of some actions.
 *
 * @param types types of authorization details; empty means any. Scopes are of the type {@code
 *     scope}
 * @param actions actions of these; empty means any
 * @param level their risk
 * @param capability what the agent must be capable of, so that it may be asked for at all
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
