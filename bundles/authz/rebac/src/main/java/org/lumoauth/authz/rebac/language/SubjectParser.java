package org.lumoauth.authz.rebac.language;

import java.util.Optional;

/**
 * Reads a type of subjects: {@code user}, {@code user:*}, {@code group#member}, each {@code with} a
 * condition or without.
 */
final class SubjectParser {

  private final Tokens tokens;

  SubjectParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Source.Subject read() {
    var type = tokens.name("a type");
    var relation = Optional.<Name>empty();
    boolean wildcard = false;
    if (tokens.take("#")) {
      relation = Optional.of(tokens.name("the relation of the userset"));
    } else if (tokens.take(":")) {
      tokens.expect("*");
      wildcard = true;
    }
    var condition = Optional.<Name>empty();
    if (tokens.take("with")) {
      condition = Optional.of(tokens.name("the condition's name"));
    }
    return new Source.Subject(type, relation, wildcard, condition);
  }
}
