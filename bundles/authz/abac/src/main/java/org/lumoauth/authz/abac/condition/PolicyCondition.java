/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.condition;

import java.util.function.Consumer;

/** A compiled condition. Thread-safe. */
public sealed interface PolicyCondition
    permits AlwaysTrueCondition,
        ComparisonCondition,
        CompositeCondition,
        ExpressionCondition,
        InvalidStoredCondition {

  /** Evaluates the condition. Returns a result for any attributes and never throws. */
  ConditionResult evaluate(AttributeLookup attributes);

  /**
   * Returns whether the condition can have this result if unknown attributes ({@link
   * AttributeLookup#isKnown}) have any value. May return true incorrectly, but never false
   * incorrectly.
   *
   * @param wanted {@code TRUE} or {@code FALSE}
   */
  boolean canBe(TriState wanted, AttributeLookup attributes);

  /** Passes every attribute of the condition to the consumer. */
  void collectPaths(Consumer<AttributePath> to);
}
