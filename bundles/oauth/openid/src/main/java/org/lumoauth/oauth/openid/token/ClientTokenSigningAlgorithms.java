/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;

/** Lists the signature algorithms for client tokens by their registered names. */
public final class ClientTokenSigningAlgorithms {

  private ClientTokenSigningAlgorithms() {}

  /** Returns the names to publish. */
  public static List<String> supported() {
    return List.of("RS256", "PS256", "ES256", "Ed25519");
  }

  /** Returns the algorithms. */
  static Set<SigningAlgorithm> all() {
    return supported().stream()
        .map(ClientTokenSigningAlgorithms::named)
        .flatMap(Optional::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  static Optional<SigningAlgorithm> named(String name) {
    return SigningAlgorithm.fromName(name);
  }

  /**
   * Returns the left half of the hash that corresponds to the algorithm (OpenID Connect Core
   * 3.1.3.6).
   */
  static String halfHash(SigningAlgorithm algorithm, String value) {
    String hash = algorithm == SigningAlgorithm.Ed25519 ? "SHA-512" : "SHA-256";
    try {
      byte[] all =
          MessageDigest.getInstance(hash).digest(value.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(all, all.length / 2));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime does not support " + hash, e);
    }
  }
}
