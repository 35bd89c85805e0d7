/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language.yaml;

import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.authz.rebac.language.ModelSyntaxException;
import org.lumoauth.authz.rebac.language.ParsedModel;
import org.lumoauth.authz.rebac.language.PositionedName;
import org.lumoauth.authz.rebac.language.PositionedValue;
import org.lumoauth.authz.rebac.language.dsl.DslScanner;
import org.lumoauth.authz.rebac.language.dsl.DslTokenStream;

/** Parses a condition of a YAML model: its parameters with types, and its expression. */
final class YamlConditionParser {

  ParsedModel.ParsedCondition read(PositionedValue.SourceMappingEntry entry) {
    var condition = entry.value().asMapping("A condition");
    NamespaceModelParser.onlyKeys(condition, Set.of("parameters", "expression"));
    var parameters = new ArrayList<ParsedModel.ParsedConditionParameter>();
    condition
        .find("parameters")
        .ifPresent(
            node ->
                node.asMapping("parameters")
                    .entries()
                    .forEach(parameter -> parameters.add(parameter(parameter))));
    var expression =
        condition
            .find("expression")
            .orElseThrow(
                () -> new ModelSyntaxException(condition.place(), "'expression' is required here"))
            .asText("An expression");
    return new ParsedModel.ParsedCondition(
        entry.key(),
        Optional.empty(),
        parameters,
        expression.text().stripTrailing(),
        expression.content());
  }

  private static ParsedModel.ParsedConditionParameter parameter(
      PositionedValue.SourceMappingEntry entry) {
    var text = entry.value().asText("The type of a parameter");
    var tokens = new DslTokenStream(new DslScanner(text.content(), text.text()));
    var type = tokens.name("the type of the parameter");
    var element = Optional.<PositionedName>empty();
    if (tokens.take("<")) {
      element = Optional.of(tokens.name("the type of the elements"));
      tokens.expect(">");
    }
    tokens.expectEnd();
    return new ParsedModel.ParsedConditionParameter(entry.key(), type, element);
  }
}
