/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cel;

import dev.cel.runtime.CelEvaluationException;

/** Describes why an evaluation failed, without the values that the library's messages quote. */
final class EvaluationFailureMessageFormatter {

  private EvaluationFailureMessageFormatter() {}

  static String describe(CelEvaluationException failed) {
    return switch (failed.getErrorCode()) {
      case ATTRIBUTE_NOT_FOUND -> "The expression reads a key that is not in the map";
      case INDEX_OUT_OF_BOUNDS -> "An index is outside the list";
      case DIVIDE_BY_ZERO -> "The expression divides by zero";
      case NUMERIC_OVERFLOW -> "A number exceeds the range of its type";
      case OVERLOAD_NOT_FOUND -> "A value has a type that the operation does not support";
      case ITERATION_BUDGET_EXCEEDED -> "The evaluation exceeds the iteration limit";
      case BAD_FORMAT, INVALID_ARGUMENT ->
          "A value has a format that the function does not support";
      default -> "The evaluation failed";
    };
  }
}
