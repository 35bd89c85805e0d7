/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.oauth;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.MDC;

/**
 * The {@code x-fapi-interaction-id} of a protected resource's response: the value sent by the
 * client if it is a UUID, otherwise a generated UUID. The log records it next to the request id.
 *
 * @see <a href="https://openid.net/specs/openid-financial-api-part-1-1_0.html#section-6.2.1">FAPI
 *     1.0 Baseline section 6.2.1, items 11 and 12</a>
 */
public final class FapiInteractionIdHeaderWriter {

  /** The header name. */
  public static final String HEADER = "x-fapi-interaction-id";

  private static final String IN_LOG = "interaction_id";
  private static final int LENGTH = 36;
  private static final long WITHOUT_VERSION = 0xFFFF_FFFF_FFFF_0FFFL;
  private static final long VERSION_4 = 0x4000L;
  private static final long WITHOUT_VARIANT = 0x3FFF_FFFF_FFFF_FFFFL;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private FapiInteractionIdHeaderWriter() {}

  /** Adds the header to the response of this request, including error responses. */
  public static void add(HttpServletRequest request, HttpServletResponse response) {
    String sent = request.getHeader(HEADER);
    if (sent != null && isUuid(sent)) {
      MDC.put(IN_LOG, sent);
      response.setHeader(HEADER, sent);
    } else {
      response.setHeader(HEADER, create());
    }
  }

  /** Checks the format of RFC 9562 section 4, any version. */
  static boolean isUuid(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      char c = text.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      boolean hex = c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
      if (dash ? c != '-' : !hex) {
        return false;
      }
    }
    return true;
  }

  /** Only an identifier: it protects nothing, so no secure random source is needed. */
  private static String create() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = random.nextLong() & WITHOUT_VERSION | VERSION_4;
    long low = random.nextLong() & WITHOUT_VARIANT | VARIANT;
    return new UUID(high, low).toString();
  }
}
