/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language.yaml;

import java.util.ArrayList;
import java.util.List;
import org.lumoauth.authz.rebac.language.ModelSizeLimits;
import org.lumoauth.authz.rebac.language.ModelSyntaxException;
import org.lumoauth.authz.rebac.language.ParsedModel;
import org.lumoauth.authz.rebac.language.PositionedName;
import org.lumoauth.authz.rebac.language.PositionedValue;
import org.lumoauth.authz.rebac.language.dsl.DslScanner;
import org.lumoauth.authz.rebac.language.dsl.DslTokenStream;

/**
 * Parses the definition of a permission: a text such as {@code owner | parent.can_edit}, or a list
 * of texts, of which one is sufficient.
 */
final class PermissionExpressionParser {

  ParsedModel.RewriteTerm read(PositionedValue node) {
    if (!(node instanceof PositionedValue.SourceSequence list)) {
      return term(node.asText("A permission"));
    }
    var terms = list.members().stream().map(member -> term(member.asText("A member"))).toList();
    if (terms.isEmpty()) {
      throw new ModelSyntaxException(list.place(), "A permission requires a definition");
    }
    return terms.size() == 1 ? terms.get(0) : new ParsedModel.UnionTerm(terms, list.place());
  }

  private static ParsedModel.RewriteTerm term(PositionedValue.SourceScalar text) {
    var tokens = new DslTokenStream(new DslScanner(text.content(), text.text()));
    var term = term(tokens, 0);
    tokens.expectEnd();
    return term;
  }

  private static ParsedModel.RewriteTerm term(DslTokenStream tokens, int depth) {
    var place = tokens.peek().place();
    if (depth > ModelSizeLimits.NESTING) {
      throw new ModelSyntaxException(
          place,
          "too_deep",
          "Parentheses must not be nested more than " + ModelSizeLimits.NESTING + " levels deep");
    }
    var operands = new ArrayList<>(List.of(operand(tokens, depth)));
    var operator = tokens.peek().text();
    if (!isOperator(operator)) {
      return operands.get(0);
    }
    while (tokens.take(operator)) {
      operands.add(operand(tokens, depth));
    }
    if (isOperator(tokens.peek().text()) || operator.equals("-") && operands.size() > 2) {
      throw new ModelSyntaxException(
          operands.get(operands.size() - 1).place(),
          "mixed_operators",
          "Mixed operators require parentheses: '|', '&' and '-' have no precedence");
    }
    return switch (operator) {
      case "|" -> new ParsedModel.UnionTerm(operands, place);
      case "&" -> new ParsedModel.IntersectionTerm(operands, place);
      default -> new ParsedModel.ExclusionTerm(operands.get(0), operands.get(1), place);
    };
  }

  private static boolean isOperator(String text) {
    return text.equals("|") || text.equals("&") || text.equals("-");
  }

  private static ParsedModel.RewriteTerm operand(DslTokenStream tokens, int depth) {
    if (tokens.take("(")) {
      var inner = term(tokens, depth + 1);
      tokens.expect(")");
      return inner;
    }
    var name = tokens.name("a relation or a permission");
    int dot = name.text().indexOf('.');
    if (dot < 0) {
      return new ParsedModel.ComputedUsersetTerm(name);
    }
    var computed = name.text().substring(dot + 1);
    if (computed.isEmpty() || computed.indexOf('.') >= 0) {
      throw new ModelSyntaxException(
          name.place(), "Expected one relation before and one after the dot");
    }
    return new ParsedModel.TupleToUsersetTerm(
        new PositionedName(name.text().substring(0, dot), name.place()),
        new PositionedName(computed, name.place().right(dot + 1)),
        name.place());
  }
}
