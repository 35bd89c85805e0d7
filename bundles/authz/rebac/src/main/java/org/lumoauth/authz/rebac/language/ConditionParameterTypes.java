package org.lumoauth.authz.rebac.language;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.expression.ExpressionType;
import org.lumoauth.api.expression.ExpressionType.ExpressionKind;

/** The types that a condition's parameters may have, by the names that OpenFGA gives them. */
final class ConditionParameterTypes {

  private static final Map<String, ExpressionKind> SIMPLE =
      Map.of(
          "bool", ExpressionKind.BOOL,
          "string", ExpressionKind.STRING,
          "int", ExpressionKind.INT,
          "uint", ExpressionKind.UINT,
          "double", ExpressionKind.DOUBLE,
          "duration", ExpressionKind.DURATION,
          "timestamp", ExpressionKind.TIMESTAMP,
          "ipaddress", ExpressionKind.IP_ADDRESS,
          "any", ExpressionKind.ANY);

  private static final Map<String, ExpressionKind> CONTAINERS =
      Map.of("list", ExpressionKind.LIST, "map", ExpressionKind.MAP);

  private ConditionParameterTypes() {}

  /** The type of a parameter; empty if there is none of that name, or it holds what it cannot. */
  static Optional<ExpressionType> find(ParsedModel.ParsedConditionParameter parameter) {
    var simple = Optional.ofNullable(SIMPLE.get(parameter.type().text()));
    if (parameter.element().isEmpty()) {
      return simple.map(ExpressionType::of);
    }
    var container = Optional.ofNullable(CONTAINERS.get(parameter.type().text()));
    var element = parameter.element().map(name -> SIMPLE.get(name.text())).map(ExpressionType::of);
    return element.isEmpty()
        ? Optional.empty()
        : container.map(kind -> new ExpressionType(kind, element));
  }

  /** What is known, for a message. */
  static Set<String> known() {
    return new TreeSet<>(SIMPLE.keySet());
  }
}
