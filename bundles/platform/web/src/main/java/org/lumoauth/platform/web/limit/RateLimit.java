/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.limit;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of requests in a time window.
 *
 * @param count the number; 0 means no limit
 * @param window the window
 */
record RateLimit(int count, Duration window) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})/(\\d{1,6})s");

  /**
   * Parses {@code 20/60s}.
   *
   * @throws IllegalArgumentException if the text has another format
   */
  static RateLimit parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches() || Integer.parseInt(form.group(2)) == 0) {
      throw new IllegalArgumentException(
          "a rate must have the format COUNT/SECONDSs, not: " + text);
    }
    return new RateLimit(
        Integer.parseInt(form.group(1)), Duration.ofSeconds(Integer.parseInt(form.group(2))));
  }

  boolean isUnlimited() {
    return count == 0;
  }

  /** Returns the time after which one more request is allowed. */
  long intervalNanos() {
    return window.toNanos() / count;
  }
}
