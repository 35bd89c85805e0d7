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
record Token(Kind kind, String text, Place place, boolean first, int offset) {

  enum Kind {
    WORD,
    SIGN,
    END
  }

  boolean is(String wanted) {
    return kind != Kind.END && text.equals(wanted);
  }

  /** As a message names it. */
  String shown() {
    return kind == Kind.END ? "the end of the text" : "'" + text + "'";
  }
}
