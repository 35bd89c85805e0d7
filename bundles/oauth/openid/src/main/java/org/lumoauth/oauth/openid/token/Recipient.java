package org.lumoauth.oauth.openid.token;

import java.util.Map;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.token.JwtEncryption;

/**
 * To whom something is encrypted, and how.
 *
 * @param by what encrypts
 * @param key a public JWK
 * @param algorithm {@code alg}
 * @param encoding {@code enc}
 */
record Recipient(JwtEncryption by, Map<String, Object> key, String algorithm, String encoding) {

  /** A signed JWT as a nested one. */
  String nested(String jwt) {
    try {
      return by.encrypt(jwt, key, algorithm, encoding);
    } catch (IllegalArgumentException e) {
      throw misfit();
    }
  }

  /** Claims that are not signed. */
  String unsigned(String claims) {
    try {
      return by.encryptClaims(claims, key, algorithm, encoding);
    } catch (IllegalArgumentException e) {
      throw misfit();
    }
  }

  private OAuthError misfit() {
    return new OAuthError(
        400,
        "invalid_client_metadata",
        "The client's key does not fit " + algorithm + " and " + encoding + ".");
  }
}
