/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.lumoauth.api.oauth.OAuthException;

/**
 * Limits the size of client-controlled content in access tokens, in addition to the server's own
 * claims: tokens of more than 8 KiB are rejected when read, and a token is base64url-encoded and
 * signed. A refresh token stores the same content and more.
 */
public final class TokenContentSizeValidator {

  /** Limit of the requested content, in bytes of its JSON. */
  public static final int ASKED = 4_096;

  /**
   * Limit of the granted content: slightly larger, because a grant can add scopes for its claims.
   */
  public static final int GRANTED = 4_608;

  private static final ObjectMapper JSON = new ObjectMapper();

  private TokenContentSizeValidator() {}

  /**
   * Rejects a request that could not be granted, before a user is asked.
   *
   * @param names the parameter names of the parts, for the message
   * @param parts JSON-like values
   * @throws OAuthException {@code invalid_request}
   */
  public static void requireRequestedFits(String names, Object... parts) {
    if (bytes(parts) > ASKED) {
      throw OAuthException.invalidRequest(
          names + " must not exceed " + ASKED + " bytes in total, the limit of an access token.");
    }
  }

  /**
   * Rejects a grant that is too large before it is consumed, so the client can request a part of
   * it.
   *
   * @param what the owner of the parts, for the message; it starts the sentence
   * @param parts JSON-like values
   * @throws OAuthException {@code invalid_request}
   */
  public static void requireGrantedFits(String what, Object... parts) {
    if (bytes(parts) > GRANTED) {
      throw OAuthException.invalidRequest(
          what
              + " exceeds "
              + GRANTED
              + " bytes, the limit of an access token. Request a part of it.");
    }
  }

  private static int bytes(Object[] parts) {
    try {
      return JSON.writeValueAsBytes(parts).length;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value read from JSON cannot be written as JSON", e);
    }
  }
}
