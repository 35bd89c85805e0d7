/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.model;

import java.util.Map;
import org.lumoauth.api.expression.EvaluableExpression;
import org.lumoauth.api.expression.ExpressionType;

/**
 * A condition of tuples.
 *
 * @param name the name
 * @param parameters the types of its parameters
 * @param source the CEL expression
 * @param expression the compiled expression, which returns a Boolean
 */
public record ConditionDefinition(
    String name,
    Map<String, ExpressionType> parameters,
    String source,
    EvaluableExpression expression) {
  public ConditionDefinition {
    parameters = Map.copyOf(parameters);
  }
}
