/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.tour;

/** Quotes text for a POSIX shell. */
final class Shell {

  private Shell() {}

  /** Returns the text as a single quoted word. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
