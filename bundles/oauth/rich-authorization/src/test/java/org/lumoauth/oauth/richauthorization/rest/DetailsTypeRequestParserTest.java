/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;

class DetailsTypeRequestParserTest {

  @Test
  void parsesItsOwnRepresentation() {
    var declared = DetailsTypeRequestParser.read(body());

    assertEquals(declared, DetailsTypeRequestParser.read(DetailsTypeRequestParser.of(declared)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\"b", "a\\b", "\u00e9", "a\n"})
  void rejectsInvalidTypeName(String type) {
    assertEquals("type", refusal("type", type));
  }

  @Test
  void rejectsOverlongTypeName() {
    assertEquals("type", refusal("type", "a".repeat(201)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Pay {", "Pay }", "Pay {}", "{a b}", "{{a}}", "{a..b}", "two\nlines", "x\u202Ey"})
  void rejectsMalformedDescriptionTemplate(String line) {
    assertEquals("words", refusal("words", Map.of("en", line)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EN", "english", "e", "en_US", "*"})
  void rejectsInvalidLanguageTag(String tag) {
    assertEquals("words", refusal("words", Map.of(tag, "x")));
  }

  @Test
  void rejectsInvalidSchema() {
    assertEquals("schema", refusal("schema", "x"));
    assertEquals("schema", refusal("schema", null));
    assertEquals("schema", refusal("schema", Map.of("required", "x")));
  }

  @Test
  void rejectsUnknownMember() {
    assertEquals("other", refusal("other", 1));
  }

  private static Map<String, Object> body() {
    Map<String, Object> body = new HashMap<>();
    body.put("type", "https://scheme.example.com/files");
    body.put("name", "Files");
    body.put("words", Map.of("en", "Read {path.name}", "pt-BR", "Ler {path.name}"));
    body.put("schema", Map.of("properties", Map.of("path", Map.of("type", "object"))));
    return body;
  }

  private static String refusal(String name, Object value) {
    var body = body();
    body.put(name, value);
    var problem = assertThrows(ApiException.class, () -> DetailsTypeRequestParser.read(body));
    assertEquals(422, problem.status());
    return (String) problem.details().get("field");
  }
}
