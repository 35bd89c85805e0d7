package org.lumoauth.oauth.grant.devicecode.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.lumoauth.api.oauth.OAuthError;

/** How much of a request its access token can hold, beside what the server says itself. */
final class TokenRoom {

  static final int MAX_BYTES = 4_096;

  private TokenRoom() {}

  /**
   * Refuses what a person would be asked for in vain.
   *
   * @throws OAuthError {@code invalid_request}
   */
  static void require(Collection<String> scope, Collection<String> resources) {
    List<String> asked = new ArrayList<>(scope);
    asked.addAll(resources);
    if (String.join(" ", asked).getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw OAuthError.invalidRequest(
          "resource and scope have more than "
              + MAX_BYTES
              + " bytes together, which no access token can hold.");
    }
  }
}
