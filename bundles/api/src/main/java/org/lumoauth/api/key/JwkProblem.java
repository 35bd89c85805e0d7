/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.key;

import java.math.BigInteger;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The reasons for rejecting a submitted public key (RFC 7517 section 4). */
public enum JwkProblem {
  /** The value is not an object with a {@code kty}. */
  NO_JWK("Each key must be a JWK: a JSON object with the member kty."),
  /** The key contains private parts or a secret, which are now compromised. */
  PRIVATE_PARTS(
      "A key contains private parts. Replace the key pair and send only the " + "public key."),
  /**
   * A member that must be a string in every kind of key has another type: such a key cannot verify
   * anything.
   */
  NO_TEXT("The members of a key must be strings."),
  /** A member that is required for the kind of key is missing: the key cannot verify anything. */
  INCOMPLETE(
      "A key lacks a member that its kty requires, for example n and e for RSA, "
          + "or crv and x for EC and OKP."),
  /** The modulus is too short to be secure, or so long that each use is expensive. */
  SIZE("An RSA key must have 2048 to 8192 bits.");

  /** The required members of public keys by kind (RFC 7518 section 6, RFC 8037 section 2). */
  private static final Map<String, Set<String>> NEEDED =
      Map.of("EC", Set.of("crv", "x", "y"), "RSA", Set.of("n", "e"), "OKP", Set.of("crv", "x"));

  private static final Set<String> PRIVATE =
      Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv");

  private static final Set<String> TEXTS =
      Set.of(
          "kty", "use", "alg", "kid", "crv", "x", "y", "n", "e", "pub", "x5u", "x5t", "x5t#S256");

  /** NIST SP 800-131A, and FAPI 2.0 Security Profile section 5.4.1. */
  private static final int MIN_RSA_BITS = 2048;

  private static final int MAX_RSA_BITS = 8192;

  private final String words;

  JwkProblem(String words) {
    this.words = words;
  }

  /** Returns a sentence for the sender of the key. */
  public String message() {
    return words;
  }

  /** Returns the first problem of a key; empty if none of these applies. */
  public static Optional<JwkProblem> of(Object key) {
    if (!(key instanceof Map<?, ?> members) || members.get("kty") == null) {
      return Optional.of(NO_JWK);
    }
    if (members.keySet().stream().anyMatch(PRIVATE::contains)) {
      return Optional.of(PRIVATE_PARTS);
    }
    boolean texts =
        members.entrySet().stream()
            .filter(member -> TEXTS.contains(member.getKey()))
            .allMatch(member -> member.getValue() instanceof String);
    if (!texts) {
      return Optional.of(NO_TEXT);
    }
    boolean whole =
        members.keySet().containsAll(NEEDED.getOrDefault((String) members.get("kty"), Set.of()));
    if (!whole) {
      return Optional.of(INCOMPLETE);
    }
    boolean sized =
        !"RSA".equals(members.get("kty"))
            || (members.get("n") instanceof String modulus && isSized(modulus));
    return sized ? Optional.empty() : Optional.of(SIZE);
  }

  /** Returns {@code false} for an invalid number. */
  private static boolean isSized(String modulus) {
    try {
      int bits = new BigInteger(1, Base64.getUrlDecoder().decode(modulus)).bitLength();
      return bits >= MIN_RSA_BITS && bits <= MAX_RSA_BITS;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
