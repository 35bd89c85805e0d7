package org.lumoauth.authz.abac.condition;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * Regular expressions that take time in proportion to the text: administrators write them and
 * anybody sends the text.
 */
public final class LinearTimePatternCompiler {

  /** The longest expression. */
  public static final int MAX_LENGTH = 300;

  private static final int MAX_REPETITIONS = 500;
  private static final Pattern REPETITION = Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?\\}");

  private LinearTimePatternCompiler() {}

  /** The compiled expression; empty if it is malformed, too large, or looks around or back. */
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

  /** One within another: their product is what the compiled form grows by. */
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
