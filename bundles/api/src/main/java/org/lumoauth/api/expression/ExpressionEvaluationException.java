/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.expression;

import java.util.Set;

/** Thrown if an expression has no value. Must never be treated as a permit. */
public final class ExpressionEvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Set<String> missing;

  /**
   * @param message a sentence that describes the problem, without values of the caller
   * @param missing the parameters without a value; empty if that was not the reason
   */
  public ExpressionEvaluationException(String message, Set<String> missing) {
    super(message);
    this.missing = Set.copyOf(missing);
  }

  /** Returns the parameters without a value. */
  public Set<String> missing() {
    return missing == null ? Set.of() : missing;
  }
}
