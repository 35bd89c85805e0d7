/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.oauth;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.key.RawSignatureVerifier;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.ApiException;

/**
 * Validates the public keys that a request body contains in its member {@code jwks} (RFC 7517
 * section 5).
 */
public final class PublicJwksValidator {

  private static final int MAX_KEYS = 20;
  private static final int MAX_LENGTH = 32_000;

  private PublicJwksValidator() {}

  /**
   * Validates a JWK Set: 1 to 20 keys, each valid, of a supported type and without private parts.
   *
   * @param value the parsed member
   * @return the set, reduced to its keys
   * @throws ApiException 422 {@code validation_error}
   */
  public static Map<String, Object> check(Object value, RawSignatureVerifier checks) {
    if (!(value instanceof Map<?, ?> set)
        || !(set.get("keys") instanceof List<?> keys)
        || keys.isEmpty()
        || keys.size() > MAX_KEYS
        || keys.toString().length() > MAX_LENGTH) {
      throw refused("jwks must be a JWK Set with 1 to " + MAX_KEYS + " keys.");
    }
    keys.forEach(key -> checkKey(key, checks));
    return Map.of("keys", keys);
  }

  /** A private key that was sent in a request is compromised. */
  @SuppressWarnings("unchecked") // JSON object members have string names
  private static void checkKey(Object key, RawSignatureVerifier checks) {
    if (!(key instanceof Map<?, ?> members)) {
      throw refused("Each key in jwks must be a JWK object.");
    }
    try {
      checks.thumbprint((Map<String, Object>) members);
    } catch (InvalidTokenException e) {
      throw refused(
          "Each key in jwks must be a valid public key of type EC, RSA or OKP. "
              + "Replace a private key that was sent.");
    }
  }

  private static ApiException refused(String why) {
    return ApiException.invalid("jwks", why);
  }
}
