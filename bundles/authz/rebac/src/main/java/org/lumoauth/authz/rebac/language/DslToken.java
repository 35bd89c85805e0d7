package org.lumoauth.authz.rebac.language;

/**
 * A word or a sign of a text.
 *
 * @param kind what it is
 * @param text it
 * @param place where it stands
 * @param first whether it is the first of its line
 * @param offset where it begins, in characters from the beginning of the text
 */
record DslToken(DslTokenKind kind, String text, SourcePosition place, boolean first, int offset) {

  enum DslTokenKind {
    WORD,
    SIGN,
    END
  }

  boolean is(String wanted) {
    return kind != DslTokenKind.END && text.equals(wanted);
  }

  /** As a message names it. */
  String shown() {
    return kind == DslTokenKind.END ? "the end of the text" : "'" + text + "'";
  }
}
