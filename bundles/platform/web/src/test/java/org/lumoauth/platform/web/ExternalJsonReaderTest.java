/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalJsonReaderTest {

  private static boolean isObject(String json) {
    return ExternalJsonReader.isObject(json.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " {\"alg\":\"ES256\",\"jwk\":{\"kty\":\"EC\"}} ",
        "{\"a\":{\"b\":1},\"b\":1}",
        "{\"a\":\"\\ud83d\\ude00\"}"
      })
  void acceptsObject(String json) {
    assertTrue(isObject(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{}{}",
        "{} x",
        "{\"a\":1,}",
        "{a:1}",
        "\uFEFF{}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":1,\"a\":1}",
        """
        {"jwk":{"x":"a","x":"b"}}""",
        "{\"a\":1,\"\\u0061\":1}"
      })
  void rejectsAmbiguousJson(String json) {
    assertFalse(isObject(json));
  }

  @Test
  void rejectsTooDeepNesting() {
    assertTrue(isObject("{\"a\":" + "[".repeat(60) + "]".repeat(60) + "}"));
    assertFalse(isObject("{\"a\":" + "[".repeat(70) + "]".repeat(70) + "}"));
  }
}
