package org.lumoauth.authz.rebac.language;

import org.lumoauth.authz.rebac.language.DslToken.DslTokenKind;

/** The tokens of a text, one looked at ahead. */
final class DslTokenStream {

  private final DslScanner scanner;
  private DslToken ahead;

  DslTokenStream(DslScanner scanner) {
    this.scanner = scanner;
    this.ahead = scanner.next();
  }

  DslToken peek() {
    return ahead;
  }

  DslToken next() {
    var token = ahead;
    ahead = scanner.next();
    return token;
  }

  /** Takes the next token if it is that one. */
  boolean take(String wanted) {
    if (!ahead.is(wanted)) {
      return false;
    }
    next();
    return true;
  }

  /**
   * @throws ModelSyntaxException if the next token is another one
   */
  DslToken expect(String wanted) {
    if (!ahead.is(wanted)) {
      throw new ModelSyntaxException(
          ahead.place(), "Expected '" + wanted + "', found " + ahead.shown());
    }
    return next();
  }

  /**
   * A name.
   *
   * @param what as the message calls it
   * @throws ModelSyntaxException if the next token is none
   */
  SourceName name(String what) {
    if (ahead.kind() != DslTokenKind.WORD || !isLetter(ahead.text().charAt(0))) {
      throw new ModelSyntaxException(
          ahead.place(),
          "Expected " + what + ", which begins with a letter, found " + ahead.shown());
    }
    var token = next();
    return new SourceName(token.text(), token.place());
  }

  /**
   * @throws ModelSyntaxException if there is more
   */
  void expectEnd() {
    if (ahead.kind() != DslTokenKind.END) {
      throw new ModelSyntaxException(
          ahead.place(), "Expected nothing more, found " + ahead.shown());
    }
  }

  /** Reads what is next as an expression up to its closing brace, which is taken with it. */
  CelExpressionScanner body() {
    var opening = ahead;
    var body = new CelExpressionScanner(scanner.text(), opening.offset() + 1);
    int end = body.end();
    if (!opening.is("{") || end < 0) {
      throw new ModelSyntaxException(
          opening.place(), "Expected the expression between '{' and '}', found " + opening.shown());
    }
    scanner.skipTo(end + 1);
    ahead = scanner.next();
    return body;
  }

  private static boolean isLetter(char character) {
    return character >= 'a' && character <= 'z'
        || character >= 'A' && character <= 'Z'
        || character == '_';
  }
}
