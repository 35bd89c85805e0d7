package org.lumoauth.platform.web.oauth;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthException;

class TokenSizeLimitsTest {

  /** Brackets and quotes of a list of one text. */
  private static final int AROUND = 4;

  @Test
  void takesWhatATokenCanHoldAndNoByteMore() {
    assertDoesNotThrow(
        () ->
            TokenSizeLimits.requireRequestedFits(
                "scope", "x".repeat(TokenSizeLimits.ASKED - AROUND)));
    assertDoesNotThrow(
        () ->
            TokenSizeLimits.requireGrantedFits("It", "x".repeat(TokenSizeLimits.GRANTED - AROUND)));

    assertEquals(
        "resource and scope must not exceed 4096 bytes in total, the limit of an "
            + "access token.",
        refused(
            () ->
                TokenSizeLimits.requireRequestedFits(
                    "resource and scope", "x".repeat(TokenSizeLimits.ASKED - AROUND + 1))));
    assertEquals(
        "It exceeds 4608 bytes, the limit of an access token. Request a part of it.",
        refused(
            () ->
                TokenSizeLimits.requireGrantedFits(
                    "It", "x".repeat(TokenSizeLimits.GRANTED - AROUND + 1))));
  }

  @Test
  void countsAllPartsTogetherInBytes() {
    String half = "ü".repeat(TokenSizeLimits.ASKED / 4);

    assertDoesNotThrow(() -> TokenSizeLimits.requireRequestedFits("scope", half));
    refused(
        () -> TokenSizeLimits.requireRequestedFits("scope", List.of(half), Map.of("more", half)));
  }

  private static String refused(Runnable what) {
    OAuthException refusal = assertThrows(OAuthException.class, what::run);
    assertEquals("invalid_request", refusal.code());
    return refusal.getMessage();
  }
}
