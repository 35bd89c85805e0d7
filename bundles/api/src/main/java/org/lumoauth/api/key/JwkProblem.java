package org.lumoauth.api.key;

import java.math.BigInteger;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Why something that somebody sent is not kept as a public key (RFC 7517 section 4). */
public enum JwkProblem {
  /** It is no object with a {@code kty}. */
  NO_JWK("Each key is a JWK."),
  /** It holds private parts, or a secret: whoever sends that has lost it. */
  PRIVATE_PARTS("A key holds private parts: replace it, and send the public one."),
  /**
   * A member that is text in every kind of key is something else: no such key verifies anything.
   */
  NO_TEXT("A member of a key has to be text."),
  /** It lacks a member without which there is no key of its kind: nothing verifies with it. */
  INCOMPLETE("A key lacks a member that every key of its kty has."),
  /** A modulus that is too short to be safe, or so long that each use of it is dear. */
  SIZE("An RSA key has 2048 to 8192 bits.");

  /** What a public key of each kind has (RFC 7518 section 6, RFC 8037 section 2). */
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

  /** What to tell whoever sent it: a sentence. */
  public String message() {
    return words;
  }

  /** The first fault of a key; empty if it has none of these. */
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
    boolean sized = !"RSA".equals(members.get("kty")) || sized((String) members.get("n"));
    return sized ? Optional.empty() : Optional.of(SIZE);
  }

  /** What is no number has no size. */
  private static boolean sized(String modulus) {
    try {
      int bits = new BigInteger(1, Base64.getUrlDecoder().decode(modulus)).bitLength();
      return bits >= MIN_RSA_BITS && bits <= MAX_RSA_BITS;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
