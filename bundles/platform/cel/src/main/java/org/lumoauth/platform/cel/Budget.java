package org.lumoauth.platform.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;
import java.util.Collection;
import java.util.Map;

/** Counts what one evaluation does, and ends it when it has done enough. */
final class Budget implements CelEvaluationListener {

  private final int allowed;
  private int spent;

  Budget(int allowed) {
    this.allowed = allowed;
  }

  @Override
  public void callback(CelExpr step, Object value) {
    spent += 1 + size(value) / 2;
    if (exceeded()) {
      spent = allowed + 1; // it stays spent, and cannot overflow
      throw new IllegalStateException("The evaluation costs more than is allowed");
    }
  }

  /**
   * Whether it was ended. CEL takes an error as a value that a disjunction can do without; this one
   * it may not.
   */
  boolean exceeded() {
    return spent < 0 || spent > allowed;
  }

  private static int size(Object value) {
    if (value instanceof CharSequence text) {
      return text.length();
    }
    if (value instanceof Collection<?> list) {
      return list.size();
    }
    return value instanceof Map<?, ?> map ? map.size() : 0;
  }
}
