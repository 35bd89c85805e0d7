/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.api.expression.ExpressionCompiler;
import org.lumoauth.api.expression.ExpressionType;
import org.lumoauth.api.expression.InvalidExpressionException;
import org.lumoauth.authz.rebac.model.ConditionDefinition;

/** Compiles conditions and maps CEL errors to positions in the model. */
final class ConditionCompiler {

  private static final ExpressionType RESULT =
      ExpressionType.of(ExpressionType.ExpressionKind.BOOL);
  private static final Pattern PARAMETER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,49}");

  private final ExpressionCompiler language;
  private final ModelErrorCollector problems;

  ConditionCompiler(ExpressionCompiler language, ModelErrorCollector problems) {
    this.language = language;
    this.problems = problems;
  }

  /** Returns the valid conditions by name. */
  Map<String, ConditionDefinition> compile(List<ParsedModel.ParsedCondition> conditions) {
    var compiled = new LinkedHashMap<String, ConditionDefinition>();
    for (var condition : conditions) {
      parameters(condition)
          .flatMap(parameters -> expression(condition, parameters))
          .ifPresent(definition -> compiled.put(definition.name(), definition));
    }
    return compiled;
  }

  private Optional<Map<String, ExpressionType>> parameters(ParsedModel.ParsedCondition condition) {
    var types = new LinkedHashMap<String, ExpressionType>();
    if (condition.parameters().isEmpty()) {
      problems.add(
          condition.name().place(),
          "no_parameters",
          "The condition '" + condition.name().text() + "' must have at least one parameter");
    }
    for (var parameter : condition.parameters()) {
      if (!PARAMETER.matcher(parameter.name().text()).matches()) {
        problems.add(
            parameter.name().place(),
            "invalid_name",
            "The name of a parameter must have at most 50 letters, digits and '_', and "
                + "must not begin with a digit");
        continue;
      }
      ConditionParameterTypes.find(parameter)
          .ifPresentOrElse(
              type -> types.put(parameter.name().text(), type), () -> unknownType(parameter));
    }
    return types.size() == condition.parameters().size() && !types.isEmpty()
        ? Optional.of(types)
        : Optional.empty();
  }

  private void unknownType(ParsedModel.ParsedConditionParameter parameter) {
    problems.add(
        parameter.type().place(),
        "parameter_type",
        "The type of a parameter must be one of "
            + String.join(", ", ConditionParameterTypes.known())
            + ", or list<…> or map<…> of one of them");
  }

  private Optional<ConditionDefinition> expression(
      ParsedModel.ParsedCondition condition, Map<String, ExpressionType> parameters) {
    try {
      var expression = language.compile(condition.expression(), parameters, RESULT);
      return Optional.of(
          new ConditionDefinition(
              condition.name().text(), parameters, condition.expression(), expression));
    } catch (InvalidExpressionException invalid) {
      problems.add(
          condition.expressionPlace().at(invalid.line(), invalid.column()),
          "condition_expression",
          "In the condition '" + condition.name().text() + "': " + invalid.getMessage());
      return Optional.empty();
    }
  }
}
