/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientidmetadata;

import java.time.Duration;
import java.util.Locale;
import org.lumoauth.api.outbound.OutboundResponse;

/**
 * Determines how long a document may be cached according to HTTP (RFC 9111 section 4.2), within
 * fixed limits.
 */
final class ClientMetadataFreshnessPolicy {

  /**
   * The minimum cache time of cacheable documents, because the client is looked up on every use of
   * a token.
   */
  static final Duration LEAST = Duration.ofMinutes(1);

  static final Duration MOST = Duration.ofHours(24);
  static final Duration USUAL = Duration.ofMinutes(10);

  private static final String MAX_AGE = "max-age=";

  private ClientMetadataFreshnessPolicy() {}

  /**
   * Returns the cache time; zero if the document must not be stored (sections 5.2.2.4 and 5.2.2.5).
   */
  static Duration of(OutboundResponse response) {
    Duration fresh = USUAL;
    for (String part : response.header("cache-control").orElse("").split(",")) {
      String directive = part.strip().toLowerCase(Locale.ROOT);
      if (directive.equals("no-store") || directive.equals("no-cache")) {
        return Duration.ZERO;
      }
      if (directive.startsWith(MAX_AGE)) {
        fresh = seconds(directive.substring(MAX_AGE.length()).replace("\"", ""), USUAL);
      }
    }
    Duration age = seconds(response.header("age").orElse("0"), Duration.ZERO);
    return within(fresh.minus(age));
  }

  private static Duration seconds(String text, Duration absent) {
    return text.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : absent;
  }

  private static Duration within(Duration asked) {
    if (asked.compareTo(LEAST) < 0) {
      return LEAST;
    }
    return asked.compareTo(MOST) > 0 ? MOST : asked;
  }
}
