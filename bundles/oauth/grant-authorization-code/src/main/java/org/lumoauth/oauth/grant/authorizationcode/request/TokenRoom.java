package org.lumoauth.oauth.grant.authorizationcode.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.lumoauth.api.oauth.AuthorizationRequest;
import org.lumoauth.api.oauth.OAuthError;

/**
 * How much of a request its access token can hold, beside what the server says itself: nobody looks
 * at a token of more than 8 KiB, and it is written in base64url and signed. The refresh token keeps
 * the same and more.
 */
final class TokenRoom {

  /** Of the JSON of it all. */
  static final int MAX_BYTES = 4_096;

  private static final ObjectMapper JSON = new ObjectMapper();

  private TokenRoom() {}

  /**
   * Refuses what would be granted and then of no use.
   *
   * @throws OAuthError {@code invalid_request}
   */
  static void require(AuthorizationRequest request) {
    int bytes =
        bytes(
            List.of(
                request.claims(),
                request.authorizationDetails(),
                request.resources(),
                String.join(" ", request.scope()),
                request.claimsLocales().orElse("")));
    if (bytes > MAX_BYTES) {
      throw OAuthError.invalidRequest(
          "claims, authorization_details, resource and scope have more than "
              + MAX_BYTES
              + " bytes together, which no access token can hold.");
    }
  }

  private static int bytes(Object value) {
    try {
      return JSON.writeValueAsBytes(value).length;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read from JSON can't be written", e);
    }
  }
}
