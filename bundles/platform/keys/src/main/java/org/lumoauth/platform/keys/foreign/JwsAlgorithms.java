/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.foreign;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The supported JWS algorithms: asymmetric ones only (RFC 8725 section 3.2). */
final class JwsAlgorithms {

  private static final Map<String, JWSHeader> HEADERS =
      Stream.of(
              JWSAlgorithm.RS256,
              JWSAlgorithm.RS384,
              JWSAlgorithm.RS512,
              JWSAlgorithm.PS256,
              JWSAlgorithm.PS384,
              JWSAlgorithm.PS512,
              JWSAlgorithm.ES256,
              JWSAlgorithm.ES384,
              JWSAlgorithm.ES512,
              JWSAlgorithm.EdDSA,
              JWSAlgorithm.Ed25519)
          .map(JWSHeader::new)
          .collect(
              Collectors.toMap(header -> header.getAlgorithm().getName(), Function.identity()));

  private JwsAlgorithms() {}

  /** Returns a header with only this algorithm, which is all a verifier reads. */
  static Optional<JWSHeader> header(String algorithm) {
    return Optional.ofNullable(HEADERS.get(algorithm));
  }

  /**
   * Returns whether two names are equivalent. For Ed25519, {@code EdDSA} is (RFC 9864 section 2.2).
   */
  static boolean same(String one, String other) {
    return plain(one).equals(plain(other));
  }

  static String plain(String algorithm) {
    return algorithm.equals("EdDSA") ? "Ed25519" : algorithm;
  }
}
