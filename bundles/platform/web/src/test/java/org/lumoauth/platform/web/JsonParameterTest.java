package org.lumoauth.platform.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonParameterTest {

  @Test
  void readsAnObject() {
    assertEquals(
        Optional.of(Map.of("userinfo", Map.of("essential", true))),
        JsonParameter.object("{\"userinfo\": {\"essential\": true}}"));
  }

  @Test
  void readsAListOfObjects() {
    assertEquals(
        Optional.of(List.of(Map.of("type", "payment"), Map.of())),
        JsonParameter.objects("[{\"type\": \"payment\"}, {}]"));
  }

  @Test
  void takesNothingElse() {
    for (String text : List.of("", "null", "1", "[]", "[{}]", "{", "{} {}", "{\"a\":1,\"a\":2}")) {
      assertEquals(Optional.empty(), JsonParameter.object(text), text);
    }
    for (String text : List.of("", "null", "{}", "[1]", "[{}", "[] []", "[{\"a\":1,\"a\":2}]")) {
      assertEquals(Optional.empty(), JsonParameter.objects(text), text);
    }
  }

  @Test
  void takesNothingDeeperThanAnyParameterIs() {
    assertEquals(true, JsonParameter.object(nested(12)).isPresent());
    assertEquals(false, JsonParameter.object(nested(13)).isPresent());
  }

  private static String nested(int depth) {
    return "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
  }

  @Test
  void refusesLoneSurrogates() {
    assertEquals(Optional.empty(), JsonParameter.object("{\"a\":\"\\ud800\"}"));
    assertEquals(Optional.empty(), JsonParameter.object("{\"\\udc00\":1}"));
    assertEquals(Optional.empty(), JsonParameter.objects("[{\"a\":\"\\ude00\\ud83d\"}]"));
  }

  @Test
  void refusesTooManyTokens() {
    assertEquals(Optional.empty(), JsonParameter.object("{\"a\":[" + "0,".repeat(20_000) + "0]}"));
  }
}
