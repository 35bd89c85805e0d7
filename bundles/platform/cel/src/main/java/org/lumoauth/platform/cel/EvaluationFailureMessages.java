package org.lumoauth.platform.cel;

import dev.cel.runtime.CelEvaluationException;

/** Why an evaluation failed, without the values that the library's messages quote. */
final class EvaluationFailureMessages {

  private EvaluationFailureMessages() {}

  static String describe(CelEvaluationException failed) {
    return switch (failed.getErrorCode()) {
      case ATTRIBUTE_NOT_FOUND -> "A key that the expression reads is not in the map";
      case INDEX_OUT_OF_BOUNDS -> "An index is outside of the list";
      case DIVIDE_BY_ZERO -> "The expression divides by zero";
      case NUMERIC_OVERFLOW -> "A number is larger than its type can hold";
      case OVERLOAD_NOT_FOUND -> "A value has a type that the operation does not take";
      case ITERATION_BUDGET_EXCEEDED -> "The evaluation needs more rounds than are allowed";
      case BAD_FORMAT, INVALID_ARGUMENT -> "A value has a form that the function does not take";
      default -> "The expression failed";
    };
  }
}
