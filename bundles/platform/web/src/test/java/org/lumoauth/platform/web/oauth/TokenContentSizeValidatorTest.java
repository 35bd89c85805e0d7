/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.oauth;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthException;

class TokenContentSizeValidatorTest {

  /** Brackets and quotes of a list of one text. */
  private static final int AROUND = 4;

  @Test
  void acceptsContentUpToSizeLimit() {
    assertDoesNotThrow(
        () ->
            TokenContentSizeValidator.requireRequestedFits(
                "scope", "x".repeat(TokenContentSizeValidator.ASKED - AROUND)));
    assertDoesNotThrow(
        () ->
            TokenContentSizeValidator.requireGrantedFits(
                "It", "x".repeat(TokenContentSizeValidator.GRANTED - AROUND)));

    assertEquals(
        "resource and scope must not exceed 4096 bytes in total, the limit of an "
            + "access token.",
        refused(
            () ->
                TokenContentSizeValidator.requireRequestedFits(
                    "resource and scope",
                    "x".repeat(TokenContentSizeValidator.ASKED - AROUND + 1))));
    assertEquals(
        "It exceeds 4608 bytes, the limit of an access token. Request a part of it.",
        refused(
            () ->
                TokenContentSizeValidator.requireGrantedFits(
                    "It", "x".repeat(TokenContentSizeValidator.GRANTED - AROUND + 1))));
  }

  @Test
  void countsBytesOfAllParts() {
    String half = "ü".repeat(TokenContentSizeValidator.ASKED / 4);

    assertDoesNotThrow(() -> TokenContentSizeValidator.requireRequestedFits("scope", half));
    refused(
        () ->
            TokenContentSizeValidator.requireRequestedFits(
                "scope", List.of(half), Map.of("more", half)));
  }

  private static String refused(Runnable what) {
    OAuthException refusal = assertThrows(OAuthException.class, what::run);
    assertEquals("invalid_request", refusal.code());
    return refusal.getMessage();
  }
}
