package org.lumoauth.platform.web.door;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;

/** Names requests: as the client does if its name is fit for a log, else anew. */
final class RequestIdResolver {
  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{8,64}");
  private static final int RADIX = 36;

  String of(HttpServletRequest request) {
    String given = request.getHeader("X-Request-Id");
    if (given != null && WELL_FORMED.matcher(given).matches()) {
      return given;
    }
    // Names a request in logs, protects nothing: no need for a secure source.
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "req_"
        + Long.toString(System.currentTimeMillis(), RADIX)
        + Long.toString(random.nextLong(Long.MAX_VALUE), RADIX); // of a negative one it costs more
  }
}
