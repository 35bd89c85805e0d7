/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers.rest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.key.JwkProblem;
import org.lumoauth.api.web.ApiException;

/** Validates keys of an issuer given by value (RFC 7517 section 5). */
final class IssuerJwkSetValidator {

  private static final int MAX_KEYS = 20;
  private static final int MAX_LENGTH = 32_000;
  private static final Set<String> TYPES = Set.of("EC", "RSA", "OKP");

  private IssuerJwkSetValidator() {}

  /**
   * Validates a JWK Set.
   *
   * @throws ApiException 422 {@code validation_error} if it is invalid
   */
  static Map<String, Object> check(Object value) {
    if (!(value instanceof Map<?, ?> set)
        || !(set.get("keys") instanceof List<?> keys)
        || keys.isEmpty()
        || keys.size() > MAX_KEYS
        || keys.toString().length() > MAX_LENGTH) {
      throw refused("`jwks` must be a JWK Set of 1 to " + MAX_KEYS + " keys.");
    }
    keys.forEach(IssuerJwkSetValidator::checkKey);
    Map<String, Object> kept = new HashMap<>();
    kept.put("keys", keys);
    return kept;
  }

  /**
   * Requires a public key. A private key in the request is compromised, and with a symmetric key
   * this server could sign too.
   */
  private static void checkKey(Object key) {
    if (!(key instanceof Map<?, ?> members)
        || !TYPES.contains(String.valueOf(members.get("kty")))) {
      throw refused("Each key must be a public JWK of type EC, RSA or OKP.");
    }
    JwkProblem.of(key)
        .ifPresent(
            fault -> {
              throw refused(fault.message());
            });
  }

  private static ApiException refused(String why) {
    return ApiException.invalid("jwks", why);
  }
}
