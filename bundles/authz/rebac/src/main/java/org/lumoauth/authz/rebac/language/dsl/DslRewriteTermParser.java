/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language.dsl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumoauth.authz.rebac.language.ModelSizeLimits;
import org.lumoauth.authz.rebac.language.ModelSyntaxException;
import org.lumoauth.authz.rebac.language.ParsedModel;
import org.lumoauth.authz.rebac.language.SourcePosition;

/**
 * Parses the definition of a relation. Operators have no precedence, so mixed operators require
 * parentheses.
 */
final class DslRewriteTermParser {

  private final DslTokenStream tokens;
  private final List<ParsedModel.ParsedSubjectType> subjects;

  /**
   * Creates a parser.
   *
   * @param tokens the tokens after the colon
   * @param subjects receives the subject types
   */
  DslRewriteTermParser(DslTokenStream tokens, List<ParsedModel.ParsedSubjectType> subjects) {
    this.tokens = tokens;
    this.subjects = subjects;
  }

  ParsedModel.RewriteTerm read() {
    return term(true, 0);
  }

  private ParsedModel.RewriteTerm term(boolean directAllowed, int depth) {
    if (depth > ModelSizeLimits.NESTING) {
      throw new ModelSyntaxException(
          tokens.peek().place(),
          "too_deep",
          "Parentheses must not be nested more than " + ModelSizeLimits.NESTING + " levels deep");
    }
    var place = tokens.peek().place();
    var firstOperand = operand(directAllowed, depth);
    var operator = operator();
    if (operator.isEmpty()) {
      return firstOperand;
    }
    var operands = new ArrayList<>(List.of(firstOperand));
    while (tokens.peek().is(operator.get())) {
      takeOperator(operator.get());
      operands.add(operand(false, depth));
    }
    var next = operator();
    if (next.isPresent()) {
      throw new ModelSyntaxException(
          tokens.peek().place(),
          "mixed_operators",
          "Mixed operators require parentheses: 'and', 'or' and 'but not' have no " + "precedence");
    }
    return combined(operator.get(), operands, place);
  }

  private ParsedModel.RewriteTerm combined(
      String operator, List<ParsedModel.RewriteTerm> operands, SourcePosition place) {
    if (operator.equals("or")) {
      return new ParsedModel.UnionTerm(operands, place);
    }
    if (operator.equals("and")) {
      return new ParsedModel.IntersectionTerm(operands, place);
    }
    if (operands.size() > 2) {
      throw new ModelSyntaxException(
          operands.get(2).place(),
          "mixed_operators",
          "Parentheses around the first 'but not' are required");
    }
    return new ParsedModel.ExclusionTerm(operands.get(0), operands.get(1), place);
  }

  private Optional<String> operator() {
    var next = tokens.peek();
    boolean isOperator = next.is("or") || next.is("and") || next.is("but");
    return isOperator ? Optional.of(next.text()) : Optional.empty();
  }

  private void takeOperator(String operator) {
    tokens.next();
    if (operator.equals("but")) {
      tokens.expect("not");
    }
  }

  private ParsedModel.RewriteTerm operand(boolean directAllowed, int depth) {
    var place = tokens.peek().place();
    if (tokens.take("(")) {
      var inner = term(directAllowed, depth + 1);
      tokens.expect(")");
      return inner;
    }
    if (tokens.peek().is("[")) {
      if (!directAllowed) {
        throw new ModelSyntaxException(
            place,
            "direct_not_first",
            "The types in brackets must be at the beginning of a definition, and only " + "once");
      }
      tokens.next();
      subjectTypes();
      return new ParsedModel.DirectTerm(place);
    }
    var relation = tokens.name("a relation, '[' or '('");
    if (tokens.peek().is("from") && !tokens.peek().first()) {
      tokens.next();
      return new ParsedModel.TupleToUsersetTerm(
          tokens.name("the relation to follow"), relation, place);
    }
    return new ParsedModel.ComputedUsersetTerm(relation);
  }

  private void subjectTypes() {
    var parser = new SubjectTypeParser(tokens);
    do {
      subjects.add(parser.read());
    } while (tokens.take(","));
    tokens.expect("]");
  }
}
