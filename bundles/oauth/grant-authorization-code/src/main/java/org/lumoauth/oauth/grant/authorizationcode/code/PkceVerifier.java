package org.lumoauth.oauth.grant.authorizationcode.code;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.Pkce;

/** PKCE in the token request (RFC 7636 section 4.6). */
final class PkceVerifier {

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9\\-._~]{43,128}");

  private PkceVerifier() {}

  /**
   * Holds the verifier against the challenge. One without the other is refused whichever it is: it
   * is how a request that was made without PKCE, or robbed of it, shows (RFC 9700 section 4.8.2).
   *
   * @throws OAuthException {@code invalid_grant}
   */
  static void check(Optional<String> challenge, Optional<String> verifier) {
    if (challenge.isEmpty() && verifier.isEmpty()) {
      return;
    }
    if (verifier.isEmpty()) {
      throw OAuthException.invalidGrant("The code_verifier is missing.");
    }
    if (challenge.isEmpty()) {
      throw OAuthException.invalidGrant(
          "There is a code_verifier, but there was no code_challenge.");
    }
    if (!SHAPE.matcher(verifier.get()).matches()
        || !isSame(challenge.get(), Pkce.computeChallenge(verifier.get()))) {
      throw OAuthException.invalidGrant("The code_verifier does not fit the code_challenge.");
    }
  }

  /** In constant time. */
  static boolean isSame(String expected, String actual) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
  }
}
