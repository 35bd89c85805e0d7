/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;

/** Parses how long a client prefers to wait for a response (RFC 7240 section 4.3). */
public final class PreferWaitHeaderParser {

  private static final Pattern WAIT =
      Pattern.compile(
          "\\s*wait\\s*=\\s*(?:(\\d{1,9})|\"(\\d{1,9})\")\\s*(?:;.*)?", Pattern.CASE_INSENSITIVE);

  private PreferWaitHeaderParser() {}

  /** Returns the first valid {@code wait} in the {@code Prefer} headers; empty if there is none. */
  public static Optional<Duration> parse(HttpServletRequest request) {
    var fields = request.getHeaders("Prefer");
    return fields == null
        ? Optional.empty()
        : Collections.list(fields).stream()
            .flatMap(field -> Pattern.compile(",").splitAsStream(field))
            .map(WAIT::matcher)
            .filter(Matcher::matches)
            .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
            .findFirst();
  }
}
