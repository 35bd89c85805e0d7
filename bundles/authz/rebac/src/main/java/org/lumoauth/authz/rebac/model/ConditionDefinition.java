package org.lumoauth.authz.rebac.model;

import java.util.Map;
import org.lumoauth.api.expression.ExpressionEvaluator;
import org.lumoauth.api.expression.ExpressionType;

/**
 * A condition that tuples can carry.
 *
 * @param name its name
 * @param parameters the types of its parameters
 * @param source the CEL expression
 * @param expression the same, compiled; gives a Boolean
 */
public record ConditionDefinition(
    String name,
    Map<String, ExpressionType> parameters,
    String source,
    ExpressionEvaluator expression) {
  public ConditionDefinition {
    parameters = Map.copyOf(parameters);
  }
}
