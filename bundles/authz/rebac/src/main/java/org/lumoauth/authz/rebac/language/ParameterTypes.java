package org.lumoauth.authz.rebac.language;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.expression.ExpressionType;
import org.lumoauth.api.expression.ExpressionType.Kind;

/** The types that a condition's parameters may have, by the names that OpenFGA gives them. */
final class ParameterTypes {

  private static final Map<String, Kind> SIMPLE =
      Map.of(
          "bool", Kind.BOOL,
          "string", Kind.STRING,
          "int", Kind.INT,
          "uint", Kind.UINT,
          "double", Kind.DOUBLE,
          "duration", Kind.DURATION,
          "timestamp", Kind.TIMESTAMP,
          "ipaddress", Kind.IP_ADDRESS,
          "any", Kind.ANY);

  private static final Map<String, Kind> CONTAINERS = Map.of("list", Kind.LIST, "map", Kind.MAP);

  private ParameterTypes() {}

  /** The type of a parameter; empty if there is none of that name, or it holds what it cannot. */
  static Optional<ExpressionType> find(Source.Parameter parameter) {
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
