/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.lumoauth.platform.cache.MeasuredCacheFactory;

/**
 * Matches regular expressions in linear time (RE2). The library's own function would compile a
 * pattern on each evaluation and check its size only afterwards.
 */
final class Re2PatternMatcher {

  private final ExpressionLimits limits;
  private final Cache<String, Pattern> compiled =
      MeasuredCacheFactory.build(
          "platform-cel.patterns",
          Caffeine.newBuilder().executor(Runnable::run).maximumSize(1_000));

  Re2PatternMatcher(ExpressionLimits limits) {
    this.limits = limits;
  }

  /**
   * Returns whether the pattern matches a part of the text.
   *
   * @throws IllegalArgumentException if the pattern is invalid
   */
  boolean matches(String text, String pattern) {
    return compile(pattern).matcher(text).find();
  }

  /**
   * @throws IllegalArgumentException if the pattern is too long, too large or not a regular
   *     expression
   */
  Pattern compile(String pattern) {
    if (pattern.length() > limits.patternLength()) {
      throw new IllegalArgumentException(
          "A regular expression must have at most " + limits.patternLength() + " characters");
    }
    return compiled.get(pattern, this::compileNew);
  }

  private Pattern compileNew(String pattern) {
    var made = parse(pattern);
    if (made.programSize() > limits.patternSize()) {
      throw new IllegalArgumentException("The regular expression is too large");
    }
    return made;
  }

  private static Pattern parse(String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException unreadable) {
      throw new IllegalArgumentException("A regular expression must have RE2 syntax", unreadable);
    }
  }
}
