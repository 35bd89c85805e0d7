/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization.schema;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;

/**
 * Compiles regular expressions that run in linear time, because tenants write them and clients send
 * the input.
 */
final class LinearTimeRegexFactory implements RegularExpressionFactory {

  private static final int MAX_LENGTH = 300;
  private static final int MAX_REPETITIONS = 500;
  private static final Pattern REPETITION = Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?\\}");

  /**
   * Compiles an expression.
   *
   * @throws UnsupportedSchemaException if it is too large or not supported in linear time
   */
  @Override
  public RegularExpression getRegularExpression(String expression) {
    if (expression.length() > MAX_LENGTH || repetitions(expression) > MAX_REPETITIONS) {
      throw new UnsupportedSchemaException(
          "A pattern must have at most "
              + MAX_LENGTH
              + " characters and "
              + MAX_REPETITIONS
              + " repetitions.");
    }
    try {
      Pattern pattern = Pattern.compile(expression);
      return text -> pattern.matcher(text).find();
    } catch (PatternSyntaxException e) {
      throw new UnsupportedSchemaException(
          "A pattern must be a regular expression (RE2 syntax) without lookaround "
              + "and backreferences.");
    }
  }

  /**
   * Returns the weight of an expression in parts of a schema. The time for each character is
   * proportional to the size of the compiled form.
   */
  static int weight(String expression) {
    return (int) Math.min(Integer.MAX_VALUE, expression.length() * repetitions(expression) / 20);
  }

  /** Returns the product of nested repetitions, by which the compiled form grows. */
  private static long repetitions(String expression) {
    Matcher found = REPETITION.matcher(expression);
    long product = 1;
    while (found.find() && product <= MAX_REPETITIONS) {
      String most =
          found.group(2) == null || found.group(2).isEmpty() ? found.group(1) : found.group(2);
      product *= Math.max(1, Long.parseLong(most));
    }
    return product;
  }
}
