/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.web.ApiException;

/** Parses {@code application/x-www-form-urlencoded} (WHATWG URL section 5.1), strictly UTF-8. */
final class FormBodyParser {
  private static final int MAX_PARAMETERS = 256;

  private FormBodyParser() {}

  /** Returns the parameters; one without a value is omitted (RFC 6749 section 3.2). */
  static Map<String, List<String>> parse(byte[] body) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    int count = 0;
    int start = 0;
    while (start < body.length) {
      int end = indexOf(body, '&', start, body.length);
      if (end > start) {
        if (++count > MAX_PARAMETERS) {
          throw ApiException.invalidRequest(
              "The form must have at most " + MAX_PARAMETERS + " parameters.");
        }
        int equals = indexOf(body, '=', start, end);
        if (equals + 1 < end) {
          parameters
              .computeIfAbsent(decode(body, start, equals), name -> new ArrayList<>(1))
              .add(decode(body, equals + 1, end));
        }
      }
      start = end + 1;
    }
    return parameters;
  }

  private static int indexOf(byte[] body, char c, int start, int end) {
    for (int i = start; i < end; i++) {
      if (body[i] == c) {
        return i;
      }
    }
    return end;
  }

  /** Tokens, which are the largest part of many forms, need no decoding. */
  private static String decode(byte[] body, int start, int end) {
    for (int i = start; i < end; i++) {
      byte b = body[i];
      if (b <= 0 || b == '+' || b == '%') {
        return decoded(body, start, end);
      }
    }
    return new String(body, start, end - start, StandardCharsets.ISO_8859_1);
  }

  private static String decoded(byte[] body, int start, int end) {
    ByteBuffer decoded = ByteBuffer.allocate(end - start);
    boolean ascii = true;
    for (int i = start; i < end; i++) {
      int b = body[i];
      if (b == '+') {
        b = ' ';
      } else if (b == '%') {
        int high = i + 2 < end ? Character.digit(body[i + 1], 16) : -1;
        int low = i + 2 < end ? Character.digit(body[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          throw malformed();
        }
        b = (byte) (high << 4 | low);
        i += 2;
      }
      if (b == 0) {
        throw malformed();
      }
      ascii &= b > 0;
      decoded.put((byte) b);
    }
    decoded.flip();
    if (ascii) {
      return new String(decoded.array(), 0, decoded.limit(), StandardCharsets.ISO_8859_1);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(decoded).toString();
    } catch (CharacterCodingException e) {
      throw malformed();
    }
  }

  private static ApiException malformed() {
    return ApiException.invalidRequest(
        "The form must be percent-encoded UTF-8 " + "(application/x-www-form-urlencoded).");
  }
}
