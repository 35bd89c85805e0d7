/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.tenantstyle;

import java.nio.charset.StandardCharsets;

/** Checks the text of a style sheet before parsing. */
final class CssTextValidator {
  static final int MAX_BYTES = 64 * 1024;

  private static final int MAX_DEPTH = 8;

  /** Escapes, which can disguise words; nesting and namespaces; the markup of pages. */
  private static final String REFUSED = "\\&|<";

  private CssTextValidator() {}

  /**
   * Rejects a text that is too long or too deeply nested, or contains escapes, so that every word
   * is literal afterwards.
   */
  static void check(String source) throws StyleSheetException {
    if (source.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new StyleSheetException(1, 1, "a style sheet must have at most 64 KiB.");
    }
    int depth = 0;
    for (int at = 0; at < source.length(); at++) {
      char c = source.charAt(at);
      depth += "({[".indexOf(c) >= 0 ? 1 : ")}]".indexOf(c) >= 0 ? -1 : 0;
      if (depth > MAX_DEPTH) {
        throw refused(source, at, "brackets must be nested at most " + MAX_DEPTH + " deep.");
      }
      if (REFUSED.indexOf(c) >= 0) {
        throw refused(source, at, "the character " + c + " is not allowed.");
      }
    }
  }

  /** Returns the exception for a position of the text. */
  static StyleSheetException refused(String source, int at, String reason) {
    String before = source.substring(0, Math.max(at, 0));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new StyleSheetException(line, before.length() - before.lastIndexOf('\n'), reason);
  }
}
