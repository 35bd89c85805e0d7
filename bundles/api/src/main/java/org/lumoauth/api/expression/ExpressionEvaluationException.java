package org.lumoauth.api.expression;

import java.util.Set;

/** An expression that gave no value. Never a yes. */
public final class ExpressionEvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Set<String> missing;

  /**
   * @param message what went wrong, a sentence without values of the caller
   * @param missing the parameters whose values it lacked; empty if that was not the reason
   */
  public ExpressionEvaluationException(String message, Set<String> missing) {
    super(message);
    this.missing = Set.copyOf(missing);
  }

  /** The parameters whose values were missing. */
  public Set<String> missing() {
    return missing == null ? Set.of() : missing;
  }
}
