/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.personserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.api.outbound.OutboundResponse;

/** What an access server answers that is none, or hostile. */
class AccessServerResponseParserTest {

  private static final URI ASKED = URI.create("https://as.example/token");

  private static OutboundResponse answer(int status, String body) {
    return new OutboundResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"auth_token\":\"a\"} {}",
        "{\"auth_token\":5}",
        "{\"auth_token\":true}",
        "{\"auth_token\":{\"a\":1}}",
        """
        {"auth_token":"a","auth_token":"b"}""",
        """
        {"auth_token":"a","x":"\\ud800"}""",
        "\uFEFF{\"auth_token\":\"a\"}"
      })
  void rejectsAmbiguousJsonTokenResponse(String body) {
    var problem =
        assertThrows(
            AAuthProblemException.class,
            () -> AccessServerResponseParser.readToken(answer(200, body)));

    assertEquals("as_unreachable", problem.error());
  }

  @Test
  void rejectsDeeplyNestedTokenResponse() {
    String deep =
        """
        {"auth_token":"a","x":%s%s}"""
            .formatted("[".repeat(70), "]".repeat(70));

    assertThrows(
        AAuthProblemException.class, () -> AccessServerResponseParser.readToken(answer(200, deep)));
  }

  @Test
  void ignoresUnknownMembers() {
    assertEquals(
        "a",
        AccessServerResponseParser.readToken(answer(200, "{\"auth_token\":\"a\",\"more\":[1]}")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"error\":403}", "{\"error\":\"denied\",\"detail\":[1]}"})
  void rejectsErrorResponseWithWrongMemberTypes(String body) {
    var problem =
        assertThrows(
            AAuthProblemException.class,
            () -> AccessServerResponseParser.readRefusal(answer(403, body)));

    assertEquals("as_unreachable", problem.error());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"Yes\"", "[\"Yes\",1]", "{\"a\":\"Yes\"}"})
  void rejectsClarificationOptionsOfWrongType(String options) {
    String body =
        """
        {"clarification":"Which?","options":%s}"""
            .formatted(options);
    var response =
        new OutboundResponse(
            202,
            Map.of(
                "location", List.of("https://as.example/pending/1"),
                "aauth-requirement", List.of("requirement=clarification")),
            body.getBytes(StandardCharsets.UTF_8));

    assertThrows(
        AAuthProblemException.class,
        () -> AccessServerResponseParser.readRequirement(response, ASKED));
  }
}
