/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.path;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.lumoauth.api.web.ApiException;

/** Checks that every later component can decode the query (RFC 3986 section 2.1, RFC 3629). */
public final class RequestQueryEncodingValidator {

  private RequestQueryEncodingValidator() {}

  /**
   * Checks a query as sent.
   *
   * @param raw the query, or null if absent
   * @throws ApiException 400 {@code invalid_request} if a percent sign is not followed by two
   *     hexadecimal digits, or the encoded bytes are not UTF-8
   */
  public static void check(String raw) {
    int percent = raw == null ? -1 : raw.indexOf('%');
    while (percent >= 0) {
      percent = raw.indexOf('%', run(raw, percent));
    }
  }

  /** Checks the consecutive encoded bytes from here and returns the position after them. */
  private static int run(String raw, int start) {
    ByteBuffer bytes = ByteBuffer.allocate((raw.length() - start) / 3);
    int i = start;
    while (i < raw.length() && raw.charAt(i) == '%') {
      int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
      int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
      if (high < 0 || low < 0) {
        throw refused();
      }
      bytes.put((byte) (high << 4 | low));
      i += 3;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
    } catch (CharacterCodingException e) {
      throw refused();
    }
    return i;
  }

  private static ApiException refused() {
    return ApiException.invalidRequest("The query must be percent-encoded UTF-8.");
  }
}
