/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language.dsl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumoauth.authz.rebac.language.EmbeddedTextPosition;
import org.lumoauth.authz.rebac.language.ParsedModel;
import org.lumoauth.authz.rebac.language.PositionedName;
import org.lumoauth.authz.rebac.language.SourcePosition;

/** Parses a condition: {@code condition name(parameter: type, …) { expression }}. */
final class DslConditionParser {

  private final DslTokenStream tokens;
  private final Optional<String> module;

  DslConditionParser(DslTokenStream tokens, Optional<String> module) {
    this.tokens = tokens;
    this.module = module;
  }

  ParsedModel.ParsedCondition read() {
    var name = tokens.name("the name of the condition");
    tokens.expect("(");
    var parameters = new ArrayList<ParsedModel.ParsedConditionParameter>();
    do {
      parameters.add(parameter());
    } while (tokens.take(","));
    tokens.expect(")");
    var opening = tokens.peek();
    return expression(name, parameters, opening);
  }

  private ParsedModel.ParsedCondition expression(
      PositionedName name,
      List<ParsedModel.ParsedConditionParameter> parameters,
      DslToken opening) {
    var written = tokens.body().expression();
    int blanks = 0;
    var place = opening.place().right(1);
    while (blanks < written.length() && Character.isWhitespace(written.charAt(blanks))) {
      place =
          written.charAt(blanks) == '\n'
              ? new SourcePosition(place.file(), place.line() + 1, 1)
              : place.right(1);
      blanks++;
    }
    return new ParsedModel.ParsedCondition(
        name, module, parameters, written.strip(), new EmbeddedTextPosition(place, 0, true));
  }

  private ParsedModel.ParsedConditionParameter parameter() {
    var name = tokens.name("the name of the parameter");
    tokens.expect(":");
    var type = tokens.name("the type of the parameter");
    var element = Optional.<PositionedName>empty();
    if (tokens.take("<")) {
      element = Optional.of(tokens.name("the type of the elements"));
      tokens.expect(">");
    }
    return new ParsedModel.ParsedConditionParameter(name, type, element);
  }
}
