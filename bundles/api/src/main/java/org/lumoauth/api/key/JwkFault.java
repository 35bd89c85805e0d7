package org.lumoauth.api.key;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Why something that somebody sent is not kept as a public key (RFC 7517 section 4). */
public enum JwkFault {
  /** It is no object with a {@code kty}. */
  NO_JWK("Each key is a JWK."),
  /** It holds private parts, or a secret: whoever sends that has lost it. */
  PRIVATE_PARTS("A key holds private parts: replace it, and send the public one."),
  /**
   * A member that is text in every kind of key is something else: no such key verifies anything.
   */
  NO_TEXT("A member of a key has to be text.");

  private static final Set<String> PRIVATE =
      Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv");

  private static final Set<String> TEXTS =
      Set.of(
          "kty", "use", "alg", "kid", "crv", "x", "y", "n", "e", "pub", "x5u", "x5t", "x5t#S256");

  private final String words;

  JwkFault(String words) {
    this.words = words;
  }

  /** What to tell whoever sent it: a sentence. */
  public String words() {
    return words;
  }

  /** The first fault of a key; empty if it has none of these. */
  public static Optional<JwkFault> of(Object key) {
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
    return texts ? Optional.empty() : Optional.of(NO_TEXT);
  }
}
