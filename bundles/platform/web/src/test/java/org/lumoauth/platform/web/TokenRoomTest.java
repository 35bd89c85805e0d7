package org.lumoauth.platform.web;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthError;

class TokenRoomTest {

  /** Brackets and quotes of a list of one text. */
  private static final int AROUND = 4;

  @Test
  void takesWhatATokenCanHoldAndNoByteMore() {
    assertDoesNotThrow(
        () -> TokenRoom.requireForAsked("scope", "x".repeat(TokenRoom.ASKED - AROUND)));
    assertDoesNotThrow(
        () -> TokenRoom.requireForGranted("It", "x".repeat(TokenRoom.GRANTED - AROUND)));

    assertEquals(
        "resource and scope have more than 4096 bytes together, which no access token can hold.",
        refused(
            () ->
                TokenRoom.requireForAsked(
                    "resource and scope", "x".repeat(TokenRoom.ASKED - AROUND + 1))));
    assertEquals(
        "It has more than 4608 bytes, which no access token can hold; ask for part of it.",
        refused(
            () -> TokenRoom.requireForGranted("It", "x".repeat(TokenRoom.GRANTED - AROUND + 1))));
  }

  @Test
  void countsAllPartsTogetherInBytes() {
    String half = "ü".repeat(TokenRoom.ASKED / 4);

    assertDoesNotThrow(() -> TokenRoom.requireForAsked("scope", half));
    refused(() -> TokenRoom.requireForAsked("scope", List.of(half), Map.of("more", half)));
  }

  private static String refused(Runnable what) {
    OAuthError refusal = assertThrows(OAuthError.class, what::run);
    assertEquals("invalid_request", refusal.code());
    return refusal.getMessage();
  }
}
