/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.request;

import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;

/**
 * Parses PKCE in the authorization request. Only S256 is supported (RFC 7636, RFC 9700 section
 * 2.1.1).
 */
final class PkceChallengeParser {

  /** A SHA-256 hash in base64url without padding. */
  static final Pattern SHA256 = Pattern.compile("[A-Za-z0-9_-]{43}");

  private PkceChallengeParser() {}

  /**
   * Returns the challenge. Empty only if the client is confidential and its registration does not
   * require PKCE.
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
        throw OAuthException.invalidRequest("The code_challenge parameter is required.");
      }
      return challenge;
    }
    if (!method.equals(Optional.of("S256"))) { // An absent method means plain.
      throw OAuthException.invalidRequest("The code_challenge_method must be S256.");
    }
    if (!SHA256.matcher(challenge.get()).matches()) {
      throw OAuthException.invalidRequest(
          "The code_challenge must be a base64url-encoded SHA-256 hash of 43 " + "characters.");
    }
    return challenge;
  }
}
