/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.encoding;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Checks the encoding of a JSON text (RFC 8259 section 8) before parsing. A valid text is UTF-8
 * without a byte order mark, and none of its names and values contains NUL or a lone surrogate,
 * neither as a character nor as an escape. It need not be well-formed JSON.
 */
public final class JsonEncodingValidator {

  /** The possible encoding problems. */
  public enum JsonTextFault {
    NONE(""),
    BYTE_ORDER_MARK(
        "The JSON text must not begin with a byte order mark. Send UTF-8 without " + "one."),
    NOT_UTF_8("The JSON is not valid UTF-8."),
    LONE_SURROGATE(
        "A JSON string contains a lone surrogate (\\uD800 to \\uDFFF). Send surrogates in pairs, a"
            + " high one before a low one."),
    NUL("A JSON string contains a NUL character.");

    private final String message;

    JsonTextFault(String message) {
      this.message = message;
    }

    /** Returns a sentence for the client; empty for {@link #NONE}. */
    public String message() {
      return message;
    }
  }

  private static final int ESCAPE =
      6; // Characters of a Unicode escape: a backslash, u, four digits.
  private static final int CHUNK = 1_024;

  private JsonEncodingValidator() {}

  /** Returns whether a text as sent has no encoding problem. */
  public static boolean isValid(byte[] json) {
    return check(json) == JsonTextFault.NONE;
  }

  /** Returns whether a decoded text has no encoding problem. */
  public static boolean isValid(String json) {
    return check(json) == JsonTextFault.NONE;
  }

  /** Checks a text as sent. */
  public static JsonTextFault check(byte[] json) {
    if (json.length >= 3
        && json[0] == (byte) 0xEF
        && json[1] == (byte) 0xBB
        && json[2] == (byte) 0xBF) {
      return JsonTextFault.BYTE_ORDER_MARK;
    }
    boolean ascii = true;
    int i = 0;
    while (i < json.length) {
      byte b = json[i];
      if (b == '\\') {
        int unit = unit(json, i);
        if (unit == 0) {
          return JsonTextFault.NUL;
        }
        if (unit < 0) {
          i += 2; // Another escape, or a malformed one, which the parser rejects.
          continue;
        }
        i += ESCAPE;
        if (isSurrogate(unit)) {
          if (unit > Character.MAX_HIGH_SURROGATE || !isLow(unit(json, i))) {
            return JsonTextFault.LONE_SURROGATE;
          }
          i += ESCAPE;
        }
        continue;
      }
      if (b == 0) {
        return JsonTextFault
            .NOT_UTF_8; // JSON in UTF-8 cannot contain it; a parser would assume UTF-16 or UTF-32.
      }
      ascii &= b > 0;
      i++;
    }
    return ascii || isUtf8(json) ? JsonTextFault.NONE : JsonTextFault.NOT_UTF_8;
  }

  /** Checks a decoded text, such as a form parameter. */
  public static JsonTextFault check(String json) {
    ByteBuffer encoded;
    try {
      encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(json));
    } catch (CharacterCodingException e) {
      return JsonTextFault.LONE_SURROGATE; // Only lone surrogates cannot be encoded.
    }
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return check(bytes);
  }

  private static boolean isSurrogate(int unit) {
    return unit >= Character.MIN_SURROGATE && unit <= Character.MAX_SURROGATE;
  }

  private static boolean isLow(int unit) {
    return unit >= Character.MIN_LOW_SURROGATE && unit <= Character.MAX_LOW_SURROGATE;
  }

  /** Returns the UTF-16 code unit of the Unicode escape at a position; -1 if there is none. */
  private static int unit(byte[] json, int at) {
    if (at + ESCAPE > json.length || json[at] != '\\' || json[at + 1] != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = at + 2; i < at + ESCAPE; i++) {
      int digit = Character.digit(json[i], 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit << 4 | digit;
    }
    return unit;
  }

  /**
   * Returns whether the text is strict UTF-8: encoded surrogates and overlong encodings are
   * malformed.
   */
  private static boolean isUtf8(byte[] json) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(json);
    CharBuffer out = CharBuffer.allocate(Math.min(CHUNK, json.length));
    CoderResult result;
    do {
      out.clear();
      result = decoder.decode(in, out, true);
    } while (result.isOverflow());
    return result.isUnderflow();
  }
}
