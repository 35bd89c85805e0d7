/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

/** The languages in which questions are read. */
enum SentenceLanguage {
  ENGLISH("en", "English"),
  GERMAN("de", "German"),
  SPANISH("es", "Spanish");

  private final String code;
  private final String displayName;

  SentenceLanguage(String code, String displayName) {
    this.code = code;
    this.displayName = displayName;
  }

  /** Returns the code of the language (ISO 639-1). */
  String code() {
    return code;
  }

  /** Returns the English name of the language. */
  String displayName() {
    return displayName;
  }

  /** Returns whether the verb of a request follows its object, as in German infinitives. */
  boolean isVerbLast() {
    return this == GERMAN;
  }
}
