/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language.dsl;

import org.lumoauth.authz.rebac.language.ModelSyntaxException;
import org.lumoauth.authz.rebac.language.PositionedName;
import org.lumoauth.authz.rebac.language.dsl.DslToken.DslTokenKind;

/** The tokens of a text with one token of lookahead. */
public final class DslTokenStream {

  private final DslScanner scanner;
  private DslToken ahead;

  public DslTokenStream(DslScanner scanner) {
    this.scanner = scanner;
    this.ahead = scanner.next();
  }

  public DslToken peek() {
    return ahead;
  }

  DslToken next() {
    var token = ahead;
    ahead = scanner.next();
    return token;
  }

  /** Consumes the next token if it matches. */
  public boolean take(String wanted) {
    if (!ahead.is(wanted)) {
      return false;
    }
    next();
    return true;
  }

  /**
   * Consumes the next token.
   *
   * @throws ModelSyntaxException if it does not match
   */
  public DslToken expect(String wanted) {
    if (!ahead.is(wanted)) {
      throw new ModelSyntaxException(
          ahead.place(), "Expected '" + wanted + "', found " + ahead.shown());
    }
    return next();
  }

  /**
   * Consumes a name.
   *
   * @param what the description for the error message
   * @throws ModelSyntaxException if the next token is not a name
   */
  public PositionedName name(String what) {
    if (ahead.kind() != DslTokenKind.WORD || !isLetter(ahead.text().charAt(0))) {
      throw new ModelSyntaxException(
          ahead.place(),
          "Expected " + what + ", which must begin with a letter, found " + ahead.shown());
    }
    var token = next();
    return new PositionedName(token.text(), token.place());
  }

  /**
   * Requires the end of the text.
   *
   * @throws ModelSyntaxException if there are more tokens
   */
  public void expectEnd() {
    if (ahead.kind() != DslTokenKind.END) {
      throw new ModelSyntaxException(
          ahead.place(), "Expected the end of the text, found " + ahead.shown());
    }
  }

  /** Reads an expression up to and including its closing brace. */
  CelExpressionScanner body() {
    var opening = ahead;
    var body = new CelExpressionScanner(scanner.text(), opening.offset() + 1);
    int end = body.end();
    if (!opening.is("{") || end < 0) {
      throw new ModelSyntaxException(
          opening.place(), "Expected an expression between '{' and '}', found " + opening.shown());
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
