/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.expression.ExpressionType;
import org.lumoauth.api.expression.ExpressionType.ExpressionKind;

/** Defines the parameter types of conditions with their OpenFGA names. */
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

  /**
   * Returns the type of a parameter; empty if the name is unknown or the element type is not
   * allowed.
   */
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

  /** Returns the names of the known types for error messages. */
  static Set<String> known() {
    return new TreeSet<>(SIMPLE.keySet());
  }
}
