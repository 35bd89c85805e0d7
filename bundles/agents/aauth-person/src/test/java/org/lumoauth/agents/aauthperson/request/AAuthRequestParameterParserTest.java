/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;

class AAuthRequestParameterParserTest {

  @Test
  void acceptsDisplayableObjects() {
    Map<String, Object> mail = Map.of("to", "ada@example.com", "copies", List.of(Map.of("n", 1)));

    assertEquals(
        mail, AAuthRequestParameterParser.object(Map.of("parameters", mail), "parameters"));
    assertEquals(Map.of(), AAuthRequestParameterParser.object(Map.of(), "parameters"));
  }

  static List<Object> whatCannotBeShown() {
    return Arrays.asList(
        "to: ada",
        List.of("ada"),
        7,
        Map.of("body", "x".repeat(16_384)),
        Map.of("amount", Double.POSITIVE_INFINITY),
        Map.of("to", Collections.nCopies(501, 0)),
        Map.of("n".repeat(1_000), Collections.nCopies(9, 0)), // a page repeats the name
        nested(16));
  }

  @ParameterizedTest
  @MethodSource("whatCannotBeShown")
  void rejectsUndisplayableParameters(Object parameters) {
    Map<String, Object> request = Map.of("parameters", parameters);

    var refusal =
        assertThrows(
            AAuthProblemException.class,
            () -> AAuthRequestParameterParser.object(request, "parameters"));

    assertEquals("invalid_request", refusal.error());
  }

  @Test
  void acceptsSixteenNestingLevels() {
    Map<String, Object> deep = Map.of("parameters", nested(15));

    assertEquals(deep.get("parameters"), AAuthRequestParameterParser.object(deep, "parameters"));
  }

  private static Map<String, Object> nested(int within) {
    Map<String, Object> object = new HashMap<>();
    object.put("in", within == 0 ? null : nested(within - 1));
    return object;
  }
}
