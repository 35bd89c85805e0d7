/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.condition;

import java.util.Map;
import java.util.function.Consumer;
import org.lumoauth.api.authz.DecisionReason;

/** A stored condition that is not valid any more and cannot be evaluated. */
public record InvalidStoredCondition() implements PolicyCondition {

  private static final ConditionResult UNKNOWN =
      new ConditionResult(
          TriState.UNKNOWN,
          DecisionReason.of(
              "condition_unusable", "The stored condition is not valid any more.", Map.of()));

  @Override
  public ConditionResult evaluate(AttributeLookup attributes) {
    return UNKNOWN;
  }

  @Override
  public boolean canBe(TriState wanted, AttributeLookup attributes) {
    return false;
  }

  @Override
  public void collectPaths(Consumer<AttributePath> to) {
    // No attributes.
  }
}
