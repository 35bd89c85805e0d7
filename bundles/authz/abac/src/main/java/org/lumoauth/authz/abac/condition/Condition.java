package org.lumoauth.authz.abac.condition;

import java.util.function.Consumer;

/** A condition, ready to be evaluated by many threads at once. */
public sealed interface Condition permits Always, Comparison, Group, ExpressionCondition, Unusable {

  /** Evaluates it. Total: whatever the attributes are, there is a finding. */
  Finding evaluate(Attributes attributes);

  /**
   * Whether it can come to this truth if attributes that are not known ({@link Attributes#isKnown})
   * have whatever value. Errs on the side of true.
   *
   * @param wanted {@code TRUE} or {@code FALSE}
   */
  boolean canBe(Truth wanted, Attributes attributes);

  /** Tells every attribute that it mentions. */
  void mentioned(Consumer<AttributePath> to);
}
