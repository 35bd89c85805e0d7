package org.lumoauth.agents.workload.token;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.key.SignatureChecks;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.Problem;

/** Keys of an issuer, given by value (RFC 7517 section 5). */
final class PublicKeys {

  private static final int MAX_KEYS = 20;
  private static final int MAX_LENGTH = 32_000;

  private PublicKeys() {}

  /**
   * Checks a JWK Set.
   *
   * @throws Problem 422 {@code validation_error}
   */
  static void check(Object value, SignatureChecks checks) {
    if (!(value instanceof Map<?, ?> set)
        || !(set.get("keys") instanceof List<?> keys)
        || keys.isEmpty()
        || keys.size() > MAX_KEYS
        || keys.toString().length() > MAX_LENGTH) {
      throw refused("jwks is a JWK set of 1 to " + MAX_KEYS + " keys.");
    }
    keys.forEach(key -> checkKey(key, checks));
  }

  /** Whoever sends a private key has lost it. */
  @SuppressWarnings("unchecked") // members of a JSON object are named by text
  private static void checkKey(Object key, SignatureChecks checks) {
    if (!(key instanceof Map<?, ?> members)) {
      throw refused("Each key is a JWK.");
    }
    try {
      checks.thumbprint((Map<String, Object>) members);
    } catch (InvalidTokenException e) {
      throw refused("A key is not public, not sound or of a kind that is not taken.");
    }
  }

  private static Problem refused(String why) {
    return Problem.invalid("jwks", why);
  }
}
