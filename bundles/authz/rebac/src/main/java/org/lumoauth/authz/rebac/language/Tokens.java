package org.lumoauth.authz.rebac.language;

import org.lumoauth.authz.rebac.language.Token.Kind;

/** The tokens of a text, one looked at ahead. */
final class Tokens {

  private final Scanner scanner;
  private Token ahead;

  Tokens(Scanner scanner) {
    this.scanner = scanner;
    this.ahead = scanner.next();
  }

  Token peek() {
    return ahead;
  }

  Token next() {
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
   * @throws SyntaxProblem if the next token is another one
   */
  Token expect(String wanted) {
    if (!ahead.is(wanted)) {
      throw new SyntaxProblem(ahead.place(), "Expected '" + wanted + "', found " + ahead.shown());
    }
    return next();
  }

  /**
   * A name.
   *
   * @param what as the message calls it
   * @throws SyntaxProblem if the next token is none
   */
  Name name(String what) {
    if (ahead.kind() != Kind.WORD || !isLetter(ahead.text().charAt(0))) {
      throw new SyntaxProblem(
          ahead.place(),
          "Expected " + what + ", which begins with a letter, found " + ahead.shown());
    }
    var token = next();
    return new Name(token.text(), token.place());
  }

  /**
   * @throws SyntaxProblem if there is more
   */
  void expectEnd() {
    if (ahead.kind() != Kind.END) {
      throw new SyntaxProblem(ahead.place(), "Expected nothing more, found " + ahead.shown());
    }
  }

  /** Reads what is next as an expression up to its closing brace, which is taken with it. */
  CelBody body() {
    var opening = ahead;
    var body = new CelBody(scanner.text(), opening.offset() + 1);
    int end = body.end();
    if (!opening.is("{") || end < 0) {
      throw new SyntaxProblem(
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
