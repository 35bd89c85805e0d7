/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.util.List;

/**
 * A word of a request.
 *
 * @param text the word as written, or its correction
 * @param stems the English stems of the word
 * @param use what the word contributes
 * @param translated whether the stems are those of a translation, or of a phrase with this meaning
 */
record RequestWord(String text, List<String> stems, WordUse use, boolean translated) {

  /** What a word contributes to a request. */
  enum WordUse {
    VERB,
    NOUN,
    ADJECTIVE,
    /** A preposition: the next words do not belong to the object. */
    BOUNDARY,
    /** A name, number, date or address. */
    DETAIL,
    SILENT
  }

  /** Returns whether several words stand for this verb. */
  boolean phrase() {
    return use == WordUse.VERB && translated;
  }

  /** Creates a word that is not translated. */
  RequestWord(String text, List<String> stems, WordUse use) {
    this(text, stems, use, false);
  }
}
