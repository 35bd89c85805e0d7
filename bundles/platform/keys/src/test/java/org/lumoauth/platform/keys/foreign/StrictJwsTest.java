/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.token.InvalidTokenException;

class StrictJwsTest {
  private static final String HEADER = "{\"alg\":\"ES256\"}";

  private static String jwt(String header, String payload) {
    return part(header) + "." + part(payload) + ".AAAA";
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void acceptsClaimsWithSurrogatePairs() throws InvalidTokenException {
    StrictJws jws = StrictJws.parse(jwt(HEADER, "{\"sub\":\"\\ud83d\\ude00\"}"));

    assertEquals("😀", jws.claims().get("sub"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"sub\":\"\\ud800\"}",
        "{\"\\udc00\":1}",
        """
        {"act":{"sub":["\\ude00\\ud83d"]}}""",
        "\ufeff{\"sub\":\"a\"}"
      })
  void rejectsClaimsWithLoneSurrogatesOrByteOrderMark(String payload) throws Exception {
    StrictJws jws = StrictJws.parse(jwt(HEADER, payload));

    assertThrows(InvalidTokenException.class, jws::claims);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"alg":"ES256","alg":"none"}""",
        """
        {"alg":"ES256","jwk":{"x":"a","x":"b"}}""",
        "{\"alg\":\"ES256\"} ."
      })
  void rejectsAmbiguousHeader(String header) {
    assertThrows(InvalidTokenException.class, () -> StrictJws.parse(jwt(header, "{}")));
  }

  @Test
  void rejectsClaimsWithDuplicateMember() throws Exception {
    StrictJws jws =
        StrictJws.parse(
            jwt(
                HEADER,
                """
                {"act":{"sub":"a","sub":"b"}}"""));

    assertThrows(InvalidTokenException.class, jws::claims);
  }

  @Test
  void refusesAHugeHeader() {
    String header =
        """
        {"alg":"ES256","x":"%s"}"""
            .formatted("a".repeat(8_000));

    var refusal =
        assertThrows(InvalidTokenException.class, () -> StrictJws.parse(jwt(header, "{}")));

    assertEquals("the header must have at most 8192 characters", refusal.getMessage());
  }

  @Test
  void refusesAHeaderWithALoneSurrogate() {
    String jwt =
        jwt(
            """
            {"alg":"ES256","kid":"\\ud800"}""",
            "{}");

    assertThrows(InvalidTokenException.class, () -> StrictJws.parse(jwt));
  }
}
