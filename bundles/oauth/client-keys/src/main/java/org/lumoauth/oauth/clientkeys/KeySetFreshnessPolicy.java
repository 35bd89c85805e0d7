/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientkeys;

import java.time.Duration;
import java.util.Locale;
import org.lumoauth.api.outbound.OutboundResponse;

/**
 * Determines how long a response may be cached according to HTTP (RFC 9111 section 4.2), within
 * fixed limits.
 */
final class KeySetFreshnessPolicy {

  static final Duration LEAST = Duration.ofMinutes(1);
  static final Duration MOST = Duration.ofHours(24);
  static final Duration USUAL = Duration.ofMinutes(10);
  private static final String MAX_AGE = "max-age=";
  private static final int MAX_DIGITS = 9;

  private KeySetFreshnessPolicy() {}

  static Duration of(OutboundResponse response) {
    for (String part : response.header("cache-control").orElse("").split(",")) {
      String directive = part.strip().toLowerCase(Locale.ROOT);
      if (directive.equals("no-store") || directive.equals("no-cache")) {
        return LEAST;
      }
      if (directive.startsWith(MAX_AGE)) {
        String seconds = directive.substring(MAX_AGE.length()).replace("\"", "");
        return seconds.matches("[0-9]{1," + MAX_DIGITS + "}")
            ? within(Duration.ofSeconds(Long.parseLong(seconds)))
            : USUAL;
      }
    }
    return USUAL;
  }

  private static Duration within(Duration asked) {
    if (asked.compareTo(LEAST) < 0) {
      return LEAST;
    }
    return asked.compareTo(MOST) > 0 ? MOST : asked;
  }
}
