package org.lumoauth.authz.rebac.language;

/**
 * Where a text stands that is a part of another: an expression in a condition, a permission in
 * YAML.
 *
 * @param start where its first character is
 * @param indent how much is left off from each line after the first
 * @param exact whether its characters stand there as they are, and are not escaped or folded
 */
record EmbeddedTextPosition(SourcePosition start, int indent, boolean exact) {

  /** A whole file. */
  static EmbeddedTextPosition ofFile(String file) {
    return new EmbeddedTextPosition(new SourcePosition(file, 1, 1), 0, true);
  }

  /**
   * The place of what stands in the text; the text's own beginning where that is all that is known.
   *
   * @param line in the text, from 1
   * @param column in its line, from 1
   */
  SourcePosition at(int line, int column) {
    if (!exact || line < 1 || column < 1) {
      return start;
    }
    return line == 1
        ? start.right(column - 1)
        : new SourcePosition(start.file(), start.line() + line - 1, indent + column);
  }
}
