/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cel;

/**
 * The limits of expressions.
 *
 * @param sourceLength characters of the source text
 * @param depth nesting of the source text
 * @param iterations iterations of all macros together, in one evaluation
 * @param cost work in one evaluation: one for each step, one more for every two characters of a
 *     processed text, and for every eight members and characters in a list or a map
 * @param patternLength characters of a regular expression
 * @param patternSize instructions of a compiled regular expression
 * @param inputSize characters and members of all parameters of one evaluation
 * @param inputDepth nesting of the parameters
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
