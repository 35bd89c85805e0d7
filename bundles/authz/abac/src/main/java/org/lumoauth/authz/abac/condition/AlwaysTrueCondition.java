/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.condition;

import java.util.Map;
import java.util.function.Consumer;
import org.lumoauth.api.authz.DecisionReason;

/** The condition of a policy without conditions: always true. */
public record AlwaysTrueCondition() implements PolicyCondition {

  private static final ConditionResult HOLDS =
      new ConditionResult(
          TriState.TRUE,
          DecisionReason.of("no_condition", "The policy has no condition.", Map.of()));

  @Override
  public ConditionResult evaluate(AttributeLookup attributes) {
    return HOLDS;
  }

  @Override
  public boolean canBe(TriState wanted, AttributeLookup attributes) {
    return wanted == TriState.TRUE;
  }

  @Override
  public void collectPaths(Consumer<AttributePath> to) {
    // No attributes.
  }
}
