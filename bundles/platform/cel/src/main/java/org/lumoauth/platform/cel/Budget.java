package org.lumoauth.platform.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;

/** Counts what one evaluation does, and ends it when it has done enough. */
final class Budget implements CelEvaluationListener {

  private final int allowed;
  private final Sizes sizes = new Sizes();
  private long spent;

  Budget(int allowed) {
    this.allowed = allowed;
  }

  @Override
  public void callback(CelExpr step, Object value) {
    spent += 1 + (value instanceof CharSequence text ? text.length() / 2 : sizes.of(value) / 8);
    if (exceeded()) {
      throw new IllegalStateException("The evaluation costs more than is allowed");
    }
  }

  /**
   * Whether it was ended. CEL takes an error as a value that a disjunction can do without; this one
   * it may not.
   */
  boolean exceeded() {
    return spent > allowed;
  }
}
