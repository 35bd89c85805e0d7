/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.condition;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * Compiles regular expressions that run in linear time, because administrators write them and any
 * client can send the text.
 */
public final class LinearTimePatternCompiler {

  /** Maximum length of an expression. */
  public static final int MAX_LENGTH = 300;

  private static final int MAX_REPETITIONS = 500;
  private static final Pattern REPETITION = Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?\\}");

  private LinearTimePatternCompiler() {}

  /**
   * Returns the compiled expression; empty if it is malformed, too large, or uses lookaround or
   * backreferences.
   */
  public static Optional<Pattern> compile(String expression) {
    if (expression.length() > MAX_LENGTH || repetitions(expression) > MAX_REPETITIONS) {
      return Optional.empty();
    }
    try {
      return Optional.of(Pattern.compile(expression));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  /** Returns the product of nested repetitions, which determines the size of the compiled form. */
  private static long repetitions(String expression) {
    var found = REPETITION.matcher(expression);
    long product = 1;
    while (found.find() && product <= MAX_REPETITIONS) {
      var most =
          found.group(2) == null || found.group(2).isEmpty() ? found.group(1) : found.group(2);
      product *= Math.max(1, Long.parseLong(most));
    }
    return product;
  }
}
