/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language;

/**
 * The position of a text within another: an expression in a condition, or a permission in YAML.
 *
 * @param start the position of its first character
 * @param indent the indentation removed from each line after the first
 * @param exact whether its characters are unchanged, without escapes or folding
 */
public record EmbeddedTextPosition(SourcePosition start, int indent, boolean exact) {

  /** Returns the position of a whole file. */
  public static EmbeddedTextPosition ofFile(String file) {
    return new EmbeddedTextPosition(new SourcePosition(file, 1, 1), 0, true);
  }

  /**
   * Returns the position of a location in the text; the start of the text if nothing more precise
   * is known.
   *
   * @param line the line in the text, starting at 1
   * @param column the column in the line, starting at 1
   */
  public SourcePosition at(int line, int column) {
    if (!exact || line < 1 || column < 1) {
      return start;
    }
    return line == 1
        ? start.right(column - 1)
        : new SourcePosition(start.file(), start.line() + line - 1, indent + column);
  }
}
