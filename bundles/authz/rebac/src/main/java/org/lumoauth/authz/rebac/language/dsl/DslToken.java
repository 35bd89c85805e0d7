/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language.dsl;

import org.lumoauth.authz.rebac.language.SourcePosition;

/**
 * A token.
 *
 * @param kind the kind
 * @param text the text
 * @param place the position
 * @param first whether it is the first token of its line
 * @param offset the offset in characters from the beginning of the text
 */
public record DslToken(
    DslTokenKind kind, String text, SourcePosition place, boolean first, int offset) {

  enum DslTokenKind {
    WORD,
    SIGN,
    END
  }

  boolean is(String wanted) {
    return kind != DslTokenKind.END && text.equals(wanted);
  }

  /** Returns the token for error messages. */
  String shown() {
    return kind == DslTokenKind.END ? "the end of the text" : "'" + text + "'";
  }
}
