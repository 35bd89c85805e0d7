package org.lumoauth.platform.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;

/** Counts what one evaluation does, and ends it when it has done enough. */
final class CelEvaluationBudget implements CelEvaluationListener {

  private final int allowed;
  private final ExpandedValueSize sizes = new ExpandedValueSize();
  private long spent;

  CelEvaluationBudget(int allowed) {
    this.allowed = allowed;
  }

  @Override
  public void callback(CelExpr step, Object value) {
    spent += 1 + (value instanceof CharSequence text ? text.length() / 2 : sizes.of(value) / 8);
    if (isExceeded()) {
      throw new IllegalStateException("The evaluation costs more than is allowed");
    }
  }

  /**
   * Whether it was ended. CEL takes an error as a value that a disjunction can do without; this one
   * it may not.
   */
  boolean isExceeded() {
    return spent > allowed;
  }
}
