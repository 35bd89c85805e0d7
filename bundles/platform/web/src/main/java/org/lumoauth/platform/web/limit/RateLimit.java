package org.lumoauth.platform.web.limit;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many in which time.
 *
 * @param count how many; none at all counts as no limit
 * @param window in which time
 */
record RateLimit(int count, Duration window) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})/(\\d{1,6})s");

  /**
   * Reads {@code 20/60s}.
   *
   * @throws IllegalArgumentException if it has another form
   */
  static RateLimit parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches() || Integer.parseInt(form.group(2)) == 0) {
      throw new IllegalArgumentException("a rate is COUNT/SECONDSs, not: " + text);
    }
    return new RateLimit(
        Integer.parseInt(form.group(1)), Duration.ofSeconds(Integer.parseInt(form.group(2))));
  }

  boolean isUnlimited() {
    return count == 0;
  }

  /** The time after which one more is allowed. */
  long intervalNanos() {
    return window.toNanos() / count;
  }
}
