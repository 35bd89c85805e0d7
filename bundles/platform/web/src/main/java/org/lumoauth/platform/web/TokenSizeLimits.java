package org.lumoauth.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.lumoauth.api.oauth.OAuthException;

/**
 * How much an access token can hold, beside what the server says itself: nobody looks at a token of
 * more than 8 KiB, and it is written in base64url and signed. A refresh token keeps the same and
 * more.
 */
public final class TokenSizeLimits {

  /** Of what is asked for, in bytes of its JSON. */
  public static final int ASKED = 4_096;

  /** Of what was granted: a little more, for a grant can have scopes that its claims stand for. */
  public static final int GRANTED = 4_608;

  private static final ObjectMapper JSON = new ObjectMapper();

  private TokenSizeLimits() {}

  /**
   * Refuses what a person would be asked for in vain.
   *
   * @param names the parameters that the parts came by, for the message
   * @param parts JSON-like values
   * @throws OAuthException {@code invalid_request}
   */
  public static void requireRequestedFits(String names, Object... parts) {
    if (bytes(parts) > ASKED) {
      throw OAuthException.invalidRequest(
          names + " have more than " + ASKED + " bytes together, which no access token can hold.");
    }
  }

  /**
   * Refuses what comes to nothing while nothing is used up: the client can still ask for part.
   *
   * @param what has the parts, as {@code What was granted}, for the message
   * @param parts JSON-like values
   * @throws OAuthException {@code invalid_request}
   */
  public static void requireGrantedFits(String what, Object... parts) {
    if (bytes(parts) > GRANTED) {
      throw OAuthException.invalidRequest(
          what
              + " has more than "
              + GRANTED
              + " bytes, which no access token can hold; ask for part of it.");
    }
  }

  private static int bytes(Object[] parts) {
    try {
      return JSON.writeValueAsBytes(parts).length;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read from JSON can't be written", e);
    }
  }
}
