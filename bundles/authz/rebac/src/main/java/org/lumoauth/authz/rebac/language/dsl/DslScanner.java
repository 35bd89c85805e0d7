/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language.dsl;

import org.lumoauth.authz.rebac.language.EmbeddedTextPosition;
import org.lumoauth.authz.rebac.language.SourcePosition;
import org.lumoauth.authz.rebac.language.dsl.DslToken.DslTokenKind;

/**
 * Splits a text into tokens. A comment begins with a number sign at the beginning of a line or
 * after a space, so {@code group#member} does not contain one.
 */
public final class DslScanner {

  private final EmbeddedTextPosition base;
  private final String text;
  private int at;
  private int line = 1;
  private int lineStart;
  private boolean first = true;

  /**
   * Creates a scanner.
   *
   * @param base the position of the text
   * @param text the text
   */
  public DslScanner(EmbeddedTextPosition base, String text) {
    this.base = base;
    this.text = text;
  }

  /** Returns the next token; {@code END} repeatedly after the last. */
  DslToken next() {
    skipBlanks();
    var place = place(at);
    boolean begins = first;
    first = false;
    int start = at;
    if (at >= text.length()) {
      return new DslToken(DslTokenKind.END, "", place, true, at);
    }
    if (isNameCharacter(text.charAt(at))) {
      while (at < text.length() && isNameCharacter(text.charAt(at))) {
        at++;
      }
      return new DslToken(DslTokenKind.WORD, text.substring(start, at), place, begins, start);
    }
    at += Character.charCount(text.codePointAt(at));
    return new DslToken(DslTokenKind.SIGN, text.substring(start, at), place, begins, start);
  }

  /**
   * Continues at a later position.
   *
   * @param offset in characters from the beginning of the text
   */
  void skipTo(int offset) {
    while (at < offset) {
      step();
    }
  }

  String text() {
    return text;
  }

  private SourcePosition place(int offset) {
    return base.at(line, offset - lineStart + 1);
  }

  private void skipBlanks() {
    while (at < text.length()) {
      char next = text.charAt(at);
      if (next == '#' && (at == 0 || isBlank(text.charAt(at - 1)))) {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
          at++;
        }
      } else if (isBlank(next)) {
        step();
      } else {
        return;
      }
    }
  }

  private void step() {
    if (endsLine(at)) {
      line++;
      lineStart = at + 1;
      first = true;
    }
    at++;
  }

  private boolean endsLine(int index) {
    char character = text.charAt(index);
    return character == '\n'
        || character == '\r' && (index + 1 == text.length() || text.charAt(index + 1) != '\n');
  }

  private static boolean isBlank(char character) {
    return character == ' '
        || character == '\t'
        || character == '\n'
        || character == '\r'
        || character == '\f';
  }

  private static boolean isNameCharacter(char character) {
    return character >= 'a' && character <= 'z'
        || character >= 'A' && character <= 'Z'
        || character >= '0' && character <= '9'
        || character == '_'
        || character == '-'
        || character == '.'
        || character == '/';
  }
}
