/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lumoauth.api.expression.EvaluableExpression;
import org.lumoauth.api.expression.ExpressionEvaluationException;
import org.lumoauth.api.expression.ExpressionType;

/** A type-checked expression with its program. */
final class CompiledCelExpression implements EvaluableExpression {

  private final CelRuntime.Program program;
  private final Map<String, ExpressionType> mentioned;
  private final Map<Long, String> parametersById;
  private final CelResultConverter results;
  private final ExpressionLimits limits;

  CompiledCelExpression(
      CelRuntime.Program program,
      CelAbstractSyntaxTree tree,
      Map<String, ExpressionType> parameters,
      ExpressionType result,
      ExpressionLimits limits) {
    this.program = program;
    this.parametersById =
        tree.getReferenceMap().entrySet().stream()
            .filter(reference -> parameters.containsKey(reference.getValue().name()))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, r -> r.getValue().name()));
    this.mentioned =
        Set.copyOf(parametersById.values()).stream()
            .collect(Collectors.toUnmodifiableMap(name -> name, parameters::get));
    this.results = new CelResultConverter(result);
    this.limits = limits;
  }

  @Override
  public Set<String> referencedParameters() {
    return mentioned.keySet();
  }

  @Override
  public Object evaluate(Map<String, Object> values) {
    var usable = new HashMap<String, Object>();
    var wrong = convert(values, usable);
    var budget = new CelEvaluationBudget(limits.cost());
    var value = run(usable, budget);
    if (value instanceof CelUnknownSet unknown) {
      throw lacking(unknown, wrong);
    }
    return results.of(value);
  }

  /**
   * Returns the conversion errors by parameter. They matter only if the result depends on the
   * parameter.
   */
  private Map<String, String> convert(Map<String, Object> values, Map<String, Object> usable) {
    var wrong = new HashMap<String, String>();
    var conversion = new CelParameterConverter(limits);
    mentioned.forEach(
        (name, type) -> {
          if (values.containsKey(name)) {
            try {
              usable.put(name, conversion.convert(values.get(name), type));
            } catch (ParameterTypeException unusable) {
              wrong.put(name, unusable.expectedType());
            }
          }
        });
    return wrong;
  }

  private Object run(Map<String, Object> usable, CelEvaluationBudget budget) {
    Object value;
    try {
      value = program.trace((String name) -> Optional.ofNullable(usable.get(name)), budget);
    } catch (CelEvaluationException failed) {
      throw new ExpressionEvaluationException(
          budget.isExceeded() ? TOO_COSTLY : EvaluationFailureMessageFormatter.describe(failed),
          Set.of());
    } catch (StackOverflowError tooDeep) {
      throw new ExpressionEvaluationException(TOO_COSTLY, Set.of());
    }
    if (budget.isExceeded()) {
      throw new ExpressionEvaluationException(TOO_COSTLY, Set.of());
    }
    return value;
  }

  private ExpressionEvaluationException lacking(CelUnknownSet unknown, Map<String, String> wrong) {
    var lacking = new TreeSet<String>();
    unknown.unknownExprIds().forEach(id -> lacking.add(parametersById.getOrDefault(id, "")));
    lacking.remove("");
    for (var name : lacking) {
      if (wrong.containsKey(name)) {
        return new ExpressionEvaluationException(
            "The parameter " + name + " must be " + wrong.get(name), Set.of());
      }
    }
    return new ExpressionEvaluationException(
        "The parameters " + String.join(", ", lacking) + " are missing", lacking);
  }

  private static final String TOO_COSTLY = "The evaluation exceeds the cost limit";
}
