package org.lumoauth.oauth.grants;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.oauth.AuthorizationGrant;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.OAuthError;

/** How much of a grant an access token can hold, beside what the server says itself. */
final class TokenRoom {

  /** A little more than may be asked for: a grant can have scopes that its claims stand for. */
  static final int MAX_BYTES = 4_608;

  private TokenRoom() {}

  /**
   * Refuses what was granted before there was a limit while nothing is spent yet: the client can
   * still ask for part of it.
   *
   * @param details what is asked for of the grant's
   * @throws OAuthError {@code invalid_request}
   */
  static void require(
      GrantRequest request, AuthorizationGrant grant, List<Map<String, Object>> details) {
    Set<String> scope = request.scope().isEmpty() ? grant.scope() : request.scope();
    List<String> resources =
        request.resources().isEmpty() ? grant.resources() : request.resources();
    String json =
        JsonText.of(
            List.of(
                grant.claims().getOrDefault("userinfo", ""),
                details,
                resources,
                String.join(" ", scope)));
    if (json.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw OAuthError.invalidRequest(
          "What was granted has more than "
              + MAX_BYTES
              + " bytes, which no access token can hold; ask for part of it.");
    }
  }
}
