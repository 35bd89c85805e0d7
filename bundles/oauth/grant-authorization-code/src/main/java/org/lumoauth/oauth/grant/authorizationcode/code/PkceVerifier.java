/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.code;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.support.oauth.PkceChallengeCalculator;

/** Validates the PKCE verifier in the token request (RFC 7636 section 4.6). */
final class PkceVerifier {

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9\\-._~]{43,128}");

  private PkceVerifier() {}

  /**
   * Compares the verifier with the challenge. If only one of them is present, the request is
   * refused: this detects a PKCE downgrade (RFC 9700 section 4.8.2).
   *
   * @throws OAuthException {@code invalid_grant} if the verifier does not match
   */
  static void check(Optional<String> challenge, Optional<String> verifier) {
    if (challenge.isEmpty() && verifier.isEmpty()) {
      return;
    }
    if (verifier.isEmpty()) {
      throw OAuthException.invalidGrant("The code_verifier parameter is required.");
    }
    if (challenge.isEmpty()) {
      throw OAuthException.invalidGrant(
          "The code_verifier parameter is not allowed, because the authorization "
              + "request had no code_challenge.");
    }
    if (!SHAPE.matcher(verifier.get()).matches()
        || !isSame(challenge.get(), PkceChallengeCalculator.computeChallenge(verifier.get()))) {
      throw OAuthException.invalidGrant("The code_verifier does not match the code_challenge.");
    }
  }

  /** Compares two strings in constant time. */
  static boolean isSame(String expected, String actual) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
  }
}
