package org.lumoauth.authz.rebac.language;

import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/** Reads a condition of a model in YAML: its parameters with their types, and its expression. */
final class YamlConditionReader {

  Source.Condition read(Node.Entry entry) {
    var condition = entry.value().asMapping("A condition");
    NamespaceReader.onlyKeys(condition, Set.of("parameters", "expression"));
    var parameters = new ArrayList<Source.Parameter>();
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
            .orElseThrow(() -> new SyntaxProblem(condition.place(), "'expression' is missing here"))
            .asText("An expression");
    return new Source.Condition(
        entry.key(),
        Optional.empty(),
        parameters,
        expression.text().stripTrailing(),
        expression.content());
  }

  private static Source.Parameter parameter(Node.Entry entry) {
    var text = entry.value().asText("The type of a parameter");
    var tokens = new Tokens(new Scanner(text.content(), text.text()));
    var type = tokens.name("the parameter's type");
    var element = Optional.<Name>empty();
    if (tokens.take("<")) {
      element = Optional.of(tokens.name("the type of what it holds"));
      tokens.expect(">");
    }
    tokens.expectEnd();
    return new Source.Parameter(entry.key(), type, element);
  }
}
