/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.encoding;

import java.util.Base64;

/**
 * Decodes base64url strictly (RFC 7515 section 2, RFC 4648 section 3.5): no padding, no whitespace,
 * and no bits in the last character that encode nothing. A value then has exactly one spelling, so
 * that a token cannot be changed without becoming another token.
 */
public final class CanonicalBase64UrlDecoder {

  private static final int GROUP = 4;

  private CanonicalBase64UrlDecoder() {}

  /**
   * Returns the decoded bytes.
   *
   * @throws IllegalArgumentException if the text is not canonical base64url
   */
  public static byte[] decode(String text) {
    if (!isCanonical(text, 0, text.length())) {
      throw new IllegalArgumentException("not base64url in its canonical form");
    }
    return Base64.getUrlDecoder().decode(text);
  }

  /**
   * Returns whether the text is a JOSE object in compact form with canonical parts (RFC 7515
   * section 7.1, RFC 7516 section 7.1). A part may be empty.
   *
   * @param parts 3 for a JWS, 5 for a JWE
   */
  public static boolean isCompact(String text, int parts) {
    int from = 0;
    for (int part = 1; part < parts; part++) {
      int dot = text.indexOf('.', from);
      if (dot < 0 || !isCanonical(text, from, dot)) {
        return false;
      }
      from = dot + 1;
    }
    return isCanonical(text, from, text.length());
  }

  private static boolean isCanonical(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      value = value(text.charAt(i));
      if (value < 0) {
        return false;
      }
    }
    return switch ((to - from) % GROUP) {
      case 0 -> true;
      case 2 -> (value & 0xf) == 0; // One byte in 12 bits.
      case 3 -> (value & 0x3) == 0; // Two bytes in 18 bits.
      default -> false;
    };
  }

  private static int value(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return c == '-' ? 62 : c == '_' ? 63 : -1;
  }
}
