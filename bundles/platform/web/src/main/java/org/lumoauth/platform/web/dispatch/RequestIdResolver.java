/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.dispatch;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;

/** Resolves request ids: the client's id if it is safe for a log, otherwise a generated id. */
final class RequestIdResolver {
  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{8,64}");
  private static final int RADIX = 36;

  String of(HttpServletRequest request) {
    String given = request.getHeader("X-Request-Id");
    if (given != null && WELL_FORMED.matcher(given).matches()) {
      return given;
    }
    // Only an identifier in logs: no secure random source is needed.
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "req_"
        + Long.toString(System.currentTimeMillis(), RADIX)
        + Long.toString(
            random.nextLong(Long.MAX_VALUE),
            RADIX); // negative numbers are more expensive to format
  }
}
