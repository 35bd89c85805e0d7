package org.lumoauth.oauth.openid.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.SigningKeys.Algorithm;

/** Algorithms by which tokens for clients can be signed, by their registered names. */
public final class SignatureAlgorithms {

  private static final Map<String, Algorithm> BY_NAME =
      Map.of(
          "RS256", Algorithm.RS256,
          "ES256", Algorithm.ES256,
          "Ed25519", Algorithm.Ed25519, // RFC 9864
          "EdDSA", Algorithm.Ed25519);

  private SignatureAlgorithms() {}

  /** Names to publish. */
  public static List<String> supported() {
    return List.of("RS256", "ES256", "Ed25519");
  }

  static Optional<Algorithm> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The left half of the hash that goes with the algorithm (OpenID Connect Core 3.1.3.6). */
  static String halfHash(Algorithm algorithm, String value) {
    String hash = algorithm == Algorithm.Ed25519 ? "SHA-512" : "SHA-256";
    try {
      byte[] all =
          MessageDigest.getInstance(hash).digest(value.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(all, all.length / 2));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + hash, e);
    }
  }
}
