/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.path;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.lumoauth.api.web.ApiException;

/**
 * An unambiguous path: no dot segments, no empty segments, and no characters that a later decoder
 * could read as a separator.
 *
 * @param raw the path as sent
 * @param segments the decoded segments, without an empty one after a trailing slash
 */
public record RequestPath(String raw, List<String> segments) {

  /** The maximum length of a segment, in characters. */
  public static final int MAX_SEGMENT = 255;

  /**
   * Parses the path of a request URI.
   *
   * @throws ApiException 400 {@code invalid_request} if the path is ambiguous or malformed
   */
  public static RequestPath parse(String raw) {
    if (!raw.startsWith("/")) {
      throw refused();
    }
    List<String> segments = new ArrayList<>(10);
    int start = 1;
    while (start <= raw.length()) {
      int slash = raw.indexOf('/', start);
      int end = slash < 0 ? raw.length() : slash;
      if (end > start) {
        segments.add(segment(raw, start, end));
      } else if (slash >= 0) {
        throw refused();
      }
      start = end + 1;
    }
    return new RequestPath(raw, segments);
  }

  private static String segment(String raw, int start, int end) {
    String text = raw.substring(start, end);
    boolean plain = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Non-ASCII characters must be percent-encoded (RFC 3986 section 2.1); ';' would start
      // parameters.
      if (c <= ' ' || c >= 0x7f || c == '\\' || c == ';') {
        throw refused();
      }
      plain &= c != '%';
    }
    String decoded = plain ? text : decode(text);
    if (decoded.length() > MAX_SEGMENT) {
      throw ApiException.invalidRequest(
          "A path segment must not be longer than " + MAX_SEGMENT + " characters.");
    }
    if (decoded.equals(".") || decoded.equals("..")) {
      throw refused();
    }
    return decoded;
  }

  private static String decode(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%') {
        bytes.put((byte) c);
        continue;
      }
      int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (high < 0 || low < 0) {
        throw refused();
      }
      bytes.put((byte) (high << 4 | low));
      i += 2;
    }
    String decoded;
    try {
      decoded = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw refused();
    }
    if (decoded.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))) {
      throw refused();
    }
    return decoded;
  }

  private static ApiException refused() {
    return ApiException.invalidRequest(
        "The path must be percent-encoded UTF-8 without encoded slashes, "
            + "backslashes and control characters.");
  }
}
