/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.support.encoding.JsonEncodingValidator.JsonTextFault;

class JsonEncodingValidatorTest {

  private static JsonTextFault check(String json) {
    return JsonEncodingValidator.check(json.getBytes(StandardCharsets.UTF_8));
  }

  /** A JSON string with these bytes in it. */
  private static JsonTextFault raw(int... bytes) {
    byte[] json = new byte[bytes.length + 2];
    json[0] = '"';
    for (int i = 0; i < bytes.length; i++) {
      json[i + 1] = (byte) bytes[i];
    }
    json[bytes.length + 1] = '"';
    return JsonEncodingValidator.check(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"a\":\"b\"}",
        "\"\\ud83d\\ude00\"",
        "\"\\uD83D\\uDE00\"",
        "\"\\\\ud800\"",
        "\"\\\\\\ud83d\\ude00\"",
        "\"\\\\u0000\"",
        "\"grüße €😀\"",
        "\"\\u\"",
        "\"\\ud8\"",
        "\""
      })
  void acceptsValidText(String json) {
    assertEquals(JsonTextFault.NONE, check(json));
    assertEquals(JsonTextFault.NONE, JsonEncodingValidator.check(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\\ud800\"",
        "\"\\uDFFF\"",
        "\"\\ude00\\ud83d\"",
        "\"\\ud83d\\ud83d\\ude00\"",
        "\"\\ud83d \\ude00\"",
        "\"\\ud83dx\"",
        "\"\\ud83d\\n\"",
        "\"\\\\\\ud800\"",
        "{\"\\udc00\":1}",
        "[\"\\ud800"
      })
  void refusesALoneSurrogateAsAnEscape(String json) {
    assertEquals(JsonTextFault.LONE_SURROGATE, check(json));
    assertEquals(JsonTextFault.LONE_SURROGATE, JsonEncodingValidator.check(json));
  }

  @Test
  void refusesALoneSurrogateOfADecodedText() {
    assertEquals(JsonTextFault.LONE_SURROGATE, JsonEncodingValidator.check("\"\ud800\""));
  }

  @Test
  void rejectsEncodedSurrogatesAndOverlongEncodings() {
    assertEquals(JsonTextFault.NOT_UTF_8, raw(0xED, 0xA0, 0x80)); // U+D800
    assertEquals(JsonTextFault.NOT_UTF_8, raw(0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80)); // CESU-8
    assertEquals(JsonTextFault.NOT_UTF_8, raw(0xC0, 0x80)); // NUL in two bytes
    assertEquals(JsonTextFault.NOT_UTF_8, raw(0xE0, 0x80, 0xA2)); // a quote in three
    assertEquals(JsonTextFault.NOT_UTF_8, raw(0xF4, 0x90, 0x80, 0x80)); // beyond U+10FFFF
    assertEquals(JsonTextFault.NOT_UTF_8, raw(0xFF));
    assertEquals(JsonTextFault.NOT_UTF_8, raw(0xE2, 0x82)); // cut short
  }

  @Test
  void rejectsMalformedEncodingAfterLongText() {
    byte[] json = ("\"" + "é".repeat(5_000) + "\"").getBytes(StandardCharsets.UTF_8);
    json[json.length - 2] = 'x';

    assertEquals(JsonTextFault.NOT_UTF_8, JsonEncodingValidator.check(json));
  }

  @Test
  void refusesAByteOrderMark() {
    assertEquals(JsonTextFault.BYTE_ORDER_MARK, check("\ufeff{}"));
    assertEquals(JsonTextFault.BYTE_ORDER_MARK, JsonEncodingValidator.check("\ufeff{}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
  void rejectsUtf16AndUtf32(String encoding) {
    byte[] json = "{\"a\":1}".getBytes(Charset.forName(encoding));

    assertEquals(JsonTextFault.NOT_UTF_8, JsonEncodingValidator.check(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\\u0000\"", "\"a\\\\\\u0000\"", "{\"\\u0000\":1}"})
  void refusesNul(String json) {
    assertEquals(JsonTextFault.NUL, check(json));
  }
}
