/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;

/** Counts the cost of one evaluation and stops it when the limit is exceeded. */
final class CelEvaluationBudget implements CelEvaluationListener {

  private final int allowed;
  private final ExpandedValueSizeCalculator sizes = new ExpandedValueSizeCalculator();
  private long spent;

  CelEvaluationBudget(int allowed) {
    this.allowed = allowed;
  }

  @Override
  public void callback(CelExpr step, Object value) {
    spent += 1 + (value instanceof CharSequence text ? text.length() / 2 : sizes.of(value) / 8);
    if (isExceeded()) {
      throw new IllegalStateException("The evaluation exceeds the cost limit");
    }
  }

  /**
   * Returns whether the evaluation was stopped. CEL treats an error as a value that a disjunction
   * can ignore, but this error must not be ignored.
   */
  boolean isExceeded() {
    return spent > allowed;
  }
}
