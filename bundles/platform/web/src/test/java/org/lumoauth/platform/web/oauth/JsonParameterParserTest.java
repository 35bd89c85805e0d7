/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonParameterParserTest {

  @Test
  void parsesObject() {
    assertEquals(
        Optional.of(Map.of("userinfo", Map.of("essential", true))),
        JsonParameterParser.parseObject("{\"userinfo\": {\"essential\": true}}"));
  }

  @Test
  void parsesListOfObjects() {
    assertEquals(
        Optional.of(List.of(Map.of("type", "payment"), Map.of())),
        JsonParameterParser.parseObjects("[{\"type\": \"payment\"}, {}]"));
  }

  @Test
  void rejectsOtherJson() {
    for (String text : List.of("", "null", "1", "[]", "[{}]", "{", "{} {}", "{\"a\":1,\"a\":2}")) {
      assertEquals(Optional.empty(), JsonParameterParser.parseObject(text), text);
    }
    for (String text : List.of("", "null", "{}", "[1]", "[{}", "[] []", "[{\"a\":1,\"a\":2}]")) {
      assertEquals(Optional.empty(), JsonParameterParser.parseObjects(text), text);
    }
  }

  @Test
  void rejectsTooDeepNesting() {
    assertEquals(true, JsonParameterParser.parseObject(nested(12)).isPresent());
    assertEquals(false, JsonParameterParser.parseObject(nested(13)).isPresent());
  }

  private static String nested(int depth) {
    return "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
  }

  @Test
  void refusesLoneSurrogates() {
    assertEquals(Optional.empty(), JsonParameterParser.parseObject("{\"a\":\"\\ud800\"}"));
    assertEquals(Optional.empty(), JsonParameterParser.parseObject("{\"\\udc00\":1}"));
    assertEquals(
        Optional.empty(), JsonParameterParser.parseObjects("[{\"a\":\"\\ude00\\ud83d\"}]"));
  }

  @Test
  void refusesTooManyTokens() {
    assertEquals(
        Optional.empty(),
        JsonParameterParser.parseObject("{\"a\":[" + "0,".repeat(20_000) + "0]}"));
  }
}
