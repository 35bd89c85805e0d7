/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.expression;

import java.util.Map;
import java.util.Set;

/** A compiled expression. Immutable and thread-safe. */
public interface EvaluableExpression {

  /**
   * Evaluates the expression.
   *
   * @param values JSON-like values by parameter name: strings, numbers, booleans, lists and maps. A
   *     value is converted to its parameter's type: a timestamp from RFC 3339, a duration from text
   *     such as {@code 1h30m}, an address from text. Names that are not parameters are ignored.
   * @return the value
   * @throws ExpressionEvaluationException if a value on which the result depends is missing or has
   *     the wrong type, the expression fails, or it exceeds the cost limit
   */
  Object evaluate(Map<String, Object> values);

  /** Returns the parameters to which the expression refers. */
  Set<String> referencedParameters();
}
