package org.lumoauth.oauth.ciba.request;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthError;

/** How much of a request its access token can hold, beside what the server says itself. */
final class TokenRoom {

  /** Of the JSON of it all. */
  static final int MAX_BYTES = 4_096;

  private TokenRoom() {}

  /**
   * Refuses what a person would be asked for in vain.
   *
   * @throws OAuthError {@code invalid_request}
   */
  static void require(
      Set<String> scope, List<String> resources, List<Map<String, Object>> details) {
    String json = Json.write(List.of(details, resources, String.join(" ", scope)));
    if (json.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw OAuthError.invalidRequest(
          "authorization_details, resource and scope have more than "
              + MAX_BYTES
              + " bytes together, which no access token can hold.");
    }
  }
}
