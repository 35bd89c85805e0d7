package org.lumoauth.platform.web;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.key.SignatureVerifier;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.ApiException;

/** Public keys that a body has by value (RFC 7517 section 5), as its member {@code jwks}. */
public final class PublicJwksValidator {

  private static final int MAX_KEYS = 20;
  private static final int MAX_LENGTH = 32_000;

  private PublicJwksValidator() {}

  /**
   * Checks a JWK Set: 1 to 20 keys, each sound, of a kind that is taken, and without its private
   * part.
   *
   * @param value as it was read
   * @return the set, of its keys alone
   * @throws ApiException 422 {@code validation_error}
   */
  public static Map<String, Object> check(Object value, SignatureVerifier checks) {
    if (!(value instanceof Map<?, ?> set)
        || !(set.get("keys") instanceof List<?> keys)
        || keys.isEmpty()
        || keys.size() > MAX_KEYS
        || keys.toString().length() > MAX_LENGTH) {
      throw refused("jwks is a JWK set of 1 to " + MAX_KEYS + " keys.");
    }
    keys.forEach(key -> checkKey(key, checks));
    return Map.of("keys", keys);
  }

  /** Whoever sends a private key has lost it. */
  @SuppressWarnings("unchecked") // members of a JSON object are named by text
  private static void checkKey(Object key, SignatureVerifier checks) {
    if (!(key instanceof Map<?, ?> members)) {
      throw refused("Each key is a JWK.");
    }
    try {
      checks.thumbprint((Map<String, Object>) members);
    } catch (InvalidTokenException e) {
      throw refused("A key is not public, not sound or of a kind that is not taken.");
    }
  }

  private static ApiException refused(String why) {
    return ApiException.invalid("jwks", why);
  }
}
