/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language.dsl;

import java.util.Optional;
import org.lumoauth.authz.rebac.language.ParsedModel;
import org.lumoauth.authz.rebac.language.PositionedName;

/**
 * Parses a subject type: {@code user}, {@code user:*} or {@code group#member}, optionally {@code
 * with} a condition.
 */
public final class SubjectTypeParser {

  private final DslTokenStream tokens;

  public SubjectTypeParser(DslTokenStream tokens) {
    this.tokens = tokens;
  }

  public ParsedModel.ParsedSubjectType read() {
    var type = tokens.name("a type");
    var relation = Optional.<PositionedName>empty();
    boolean wildcard = false;
    if (tokens.take("#")) {
      relation = Optional.of(tokens.name("the relation of the userset"));
    } else if (tokens.take(":")) {
      tokens.expect("*");
      wildcard = true;
    }
    var condition = Optional.<PositionedName>empty();
    if (tokens.take("with")) {
      condition = Optional.of(tokens.name("the name of the condition"));
    }
    return new ParsedModel.ParsedSubjectType(type, relation, wildcard, condition);
  }
}
