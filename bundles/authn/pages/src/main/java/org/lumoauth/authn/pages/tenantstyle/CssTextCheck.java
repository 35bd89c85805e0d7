package org.lumoauth.authn.pages.tenantstyle;

import java.nio.charset.StandardCharsets;

/** What is looked at in a style sheet before it is parsed. */
final class CssTextCheck {
  static final int MAX_BYTES = 64 * 1024;

  private static final int MAX_DEPTH = 8;

  /** Escapes, by which words are hidden; nesting and namespaces; the markup of pages. */
  private static final String REFUSED = "\\&|<";

  private CssTextCheck() {}

  /**
   * Refuses a text that is too long or too deeply nested, and one with escapes, so that every word
   * after this is what it looks like.
   */
  static void check(String source) throws StyleSheetException {
    if (source.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new StyleSheetException(1, 1, "a style sheet has at most 64 KiB.");
    }
    int depth = 0;
    for (int at = 0; at < source.length(); at++) {
      char c = source.charAt(at);
      depth += "({[".indexOf(c) >= 0 ? 1 : ")}]".indexOf(c) >= 0 ? -1 : 0;
      if (depth > MAX_DEPTH) {
        throw refused(source, at, "brackets are " + MAX_DEPTH + " deep at most.");
      }
      if (REFUSED.indexOf(c) >= 0) {
        throw refused(source, at, "the character " + c + " is not taken.");
      }
    }
  }

  /** A refusal of what stands at a place of the text. */
  static StyleSheetException refused(String source, int at, String reason) {
    String before = source.substring(0, Math.max(at, 0));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new StyleSheetException(line, before.length() - before.lastIndexOf('\n'), reason);
  }
}
