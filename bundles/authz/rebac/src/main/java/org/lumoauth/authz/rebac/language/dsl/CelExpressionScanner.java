/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language.dsl;

/**
 * Finds the end of a CEL expression in braces, ignoring braces in strings, comments and nested
 * expressions.
 */
final class CelExpressionScanner {

  private final String text;
  private final StringBuilder expression = new StringBuilder();
  private int at;

  /**
   * Creates a scanner.
   *
   * @param text the text
   * @param from the first character after the opening brace
   */
  CelExpressionScanner(String text, int from) {
    this.text = text;
    this.at = from;
  }

  /**
   * Finds the closing brace.
   *
   * @return its offset, or -1 if there is none
   */
  int end() {
    int depth = 0;
    while (at < text.length()) {
      char next = text.charAt(at);
      if (next == '"' || next == '\'') {
        takeString();
      } else if (comment()) {
        blankLine();
      } else if (next == '}' && depth == 0) {
        return at;
      } else {
        depth += next == '{' ? 1 : next == '}' ? -1 : 0;
        take(1);
      }
    }
    return -1;
  }

  /**
   * Returns the expression with comments replaced by spaces, so that all positions remain valid.
   */
  String expression() {
    return expression.toString();
  }

  private boolean comment() {
    return text.startsWith("//", at)
        || text.charAt(at) == '#' && Character.isWhitespace(text.charAt(at - 1));
  }

  private void blankLine() {
    while (at < text.length() && text.charAt(at) != '\n') {
      expression.append(text.charAt(at) == '\r' ? '\r' : ' ');
      at++;
    }
  }

  private void takeString() {
    boolean raw = at > 0 && (text.charAt(at - 1) == 'r' || text.charAt(at - 1) == 'R');
    var quote = text.substring(at, at + 1);
    if (text.startsWith(quote.repeat(3), at)) {
      quote = quote.repeat(3);
    }
    take(quote.length());
    while (at < text.length() && !text.startsWith(quote, at)) {
      if (quote.length() == 1 && text.charAt(at) == '\n') {
        return; // CEL reports the unterminated string.
      }
      take(text.charAt(at) == '\\' && !raw ? 2 : 1);
    }
    take(quote.length());
  }

  private void take(int characters) {
    int end = Math.min(text.length(), at + characters);
    expression.append(text, at, end);
    at = end;
  }
}
