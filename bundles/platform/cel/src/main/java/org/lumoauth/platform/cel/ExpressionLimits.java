package org.lumoauth.platform.cel;

/**
 * How much an expression may be and do.
 *
 * @param sourceLength characters of the text
 * @param depth nesting of the text
 * @param iterations rounds of all its macros together, in one evaluation
 * @param cost work in one evaluation: one for each step, one more for every two characters of a
 *     text that it touches, and for every eight members and characters in a list or a map
 * @param patternLength characters of a regular expression
 * @param patternSize instructions that a regular expression may compile to
 * @param inputSize characters and members of everything that is handed in for one evaluation
 * @param inputDepth nesting of what is handed in
 */
record ExpressionLimits(
    int sourceLength,
    int depth,
    int iterations,
    int cost,
    int patternLength,
    int patternSize,
    int inputSize,
    int inputDepth) {

  static final ExpressionLimits DEFAULT =
      new ExpressionLimits(8_192, 64, 1_000, 100_000, 512, 500, 1_000_000, 32);
}
