package org.lumoauth.oauth.grant.jwtbearer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthError;

/**
 * How much of an assertion an access token can hold, beside what the server says itself: nobody
 * looks at a token of more than 8 KiB, and it is written in base64url and signed.
 */
final class TokenRoom {

  /** Of the JSON of it all: as much as of what a person granted. */
  static final int MAX_BYTES = 4_608;

  private static final ObjectMapper JSON = new ObjectMapper();

  private TokenRoom() {}

  /**
   * Refuses what comes to nothing while nothing is used up: the client can still ask for part.
   *
   * @throws OAuthError {@code invalid_request}
   */
  static void require(
      Set<String> scope,
      List<String> audience,
      List<Map<String, Object>> details,
      List<SubjectRef> actors) {
    List<String> chain = actors.stream().map(SubjectRef::toString).toList();
    if (bytes(List.of(details, audience, String.join(" ", scope), chain)) > MAX_BYTES) {
      throw OAuthError.invalidRequest(
          "What the assertion permits has more than "
              + MAX_BYTES
              + " bytes, which no access token can hold; ask for part of it.");
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
