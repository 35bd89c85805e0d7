package org.lumoauth.platform.cel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.lumoauth.platform.cache.MeasuredCache;

/**
 * Regular expressions in time that is linear in the text (RE2). The library's own function would
 * compile one anew at each evaluation, and would look at its size only after it has grown.
 */
final class Re2PatternMatcher {

  private final ExpressionLimits limits;
  private final Cache<String, Pattern> compiled =
      MeasuredCache.build(
          "platform-cel.patterns",
          Caffeine.newBuilder().executor(Runnable::run).maximumSize(1_000));

  Re2PatternMatcher(ExpressionLimits limits) {
    this.limits = limits;
  }

  /**
   * Whether the text has a part that the pattern matches.
   *
   * @throws IllegalArgumentException if the pattern cannot be used
   */
  boolean matches(String text, String pattern) {
    return compile(pattern).matcher(text).find();
  }

  /**
   * @throws IllegalArgumentException if it is too long, too large or no regular expression
   */
  Pattern compile(String pattern) {
    if (pattern.length() > limits.patternLength()) {
      throw new IllegalArgumentException(
          "A regular expression has at most " + limits.patternLength() + " characters");
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
      throw new IllegalArgumentException("Not a regular expression of RE2", unreadable);
    }
  }
}
