/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cel;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Parses durations in the Go and CEL format: {@code 1h30m}, {@code -2.5s}, {@code 300ms}. */
final class GoDurationParser {

  private static final Pattern WHOLE =
      Pattern.compile("[-+]?(?:0|(?:(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+)");
  private static final Pattern PART = Pattern.compile("([0-9.]+)(ns|us|µs|μs|ms|s|m|h)");
  private static final Map<String, BigDecimal> NANOSECONDS =
      Map.of(
          "ns", BigDecimal.ONE,
          "us", BigDecimal.valueOf(1_000),
          "µs", BigDecimal.valueOf(1_000),
          "μs", BigDecimal.valueOf(1_000),
          "ms", BigDecimal.valueOf(1_000_000),
          "s", BigDecimal.valueOf(1_000_000_000L),
          "m", BigDecimal.valueOf(60_000_000_000L),
          "h", BigDecimal.valueOf(3_600_000_000_000L));

  private GoDurationParser() {}

  /**
   * @throws ArithmeticException if the number of nanoseconds exceeds 64 bits
   * @throws IllegalArgumentException if the text is not a duration
   */
  static Duration parse(String text) {
    if (text.length() > 64 || !WHOLE.matcher(text).matches()) {
      throw new IllegalArgumentException("A duration must have the form 1h30m");
    }
    var sum = BigDecimal.ZERO;
    var parts = PART.matcher(text);
    while (parts.find()) {
      sum = sum.add(new BigDecimal(parts.group(1)).multiply(NANOSECONDS.get(parts.group(2))));
    }
    var nanoseconds = sum.toBigInteger(); // fractions of a nanosecond are ignored
    return Duration.ofNanos(
        (text.startsWith("-") ? nanoseconds.negate() : nanoseconds).longValueExact());
  }
}
