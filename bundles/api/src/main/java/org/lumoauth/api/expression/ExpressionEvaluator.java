package org.lumoauth.api.expression;

import java.util.Map;
import java.util.Set;

/** A compiled expression. Immutable; evaluated by many threads at once. */
public interface ExpressionEvaluator {

  /**
   * Evaluates it.
   *
   * @param values JSON-like values by the names of the parameters: strings, numbers, booleans,
   *     lists and maps. A value is converted to its parameter's type; a timestamp is given by RFC
   *     3339, a duration as {@code 1h30m}, an address in text. A name that is not a parameter is
   *     ignored.
   * @return the value
   * @throws ExpressionEvaluationException if a value that the result depends on is missing or has
   *     the wrong type, the expression fails, or it costs more than is allowed
   */
  Object evaluate(Map<String, Object> values);

  /** The parameters that it mentions. */
  Set<String> referencedParameters();
}
