package org.lumoauth.oauth.grant.authorizationcode.request;

import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthException;

/** PKCE in the authorization request: S256 and nothing else (RFC 7636, RFC 9700 section 2.1.1). */
final class PkceChallenge {

  /** SHA-256 in base64url without padding. */
  static final Pattern SHA256 = Pattern.compile("[A-Za-z0-9_-]{43}");

  private PkceChallenge() {}

  /**
   * The challenge. Without one only where the client can keep a secret and its registration says
   * that it need not use PKCE.
   *
   * @throws OAuthException {@code invalid_request} (RFC 7636 section 4.4.1)
   */
  static Optional<String> of(Client client, AuthorizationParameters parameters) {
    Optional<String> challenge = parameters.one("code_challenge");
    Optional<String> method = parameters.one("code_challenge_method");
    if (challenge.isEmpty()) {
      boolean optional =
          client.confidential() && Boolean.FALSE.equals(client.metadata().get("require_pkce"));
      if (!optional || method.isPresent()) {
        throw OAuthException.invalidRequest("The parameter code_challenge is missing.");
      }
      return challenge;
    }
    if (!method.equals(Optional.of("S256"))) { // absent means plain
      throw OAuthException.invalidRequest("The code_challenge_method is to be S256.");
    }
    if (!SHA256.matcher(challenge.get()).matches()) {
      throw OAuthException.invalidRequest("The code_challenge is malformed.");
    }
    return challenge;
  }
}
