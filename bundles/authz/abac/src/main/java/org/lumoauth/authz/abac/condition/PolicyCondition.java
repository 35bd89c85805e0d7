package org.lumoauth.authz.abac.condition;

import java.util.function.Consumer;

/** A condition, ready to be evaluated by many threads at once. */
public sealed interface PolicyCondition
    permits AlwaysTrueCondition,
        ComparisonCondition,
        CompositeCondition,
        ExpressionCondition,
        InvalidStoredCondition {

  /** Evaluates it. Total: whatever the attributes are, there is a finding. */
  ConditionResult evaluate(AttributeLookup attributes);

  /**
   * Whether it can come to this truth if attributes that are not known ({@link
   * AttributeLookup#isKnown}) have whatever value. Errs on the side of true.
   *
   * @param wanted {@code TRUE} or {@code FALSE}
   */
  boolean canBe(TriState wanted, AttributeLookup attributes);

  /** Tells every attribute that it mentions. */
  void collectPaths(Consumer<AttributePath> to);
}
