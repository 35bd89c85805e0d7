package org.lumoauth.platform.keys.foreign;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JWS algorithms that are verified: asymmetric ones alone (RFC 8725 section 3.2). */
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

  /** A header with this algorithm alone, all that a verifier looks at. */
  static Optional<JWSHeader> header(String algorithm) {
    return Optional.ofNullable(HEADERS.get(algorithm));
  }

  /** Whether two names mean the same; on Ed25519, {@code EdDSA} does (RFC 9864 section 2.2). */
  static boolean same(String one, String other) {
    return plain(one).equals(plain(other));
  }

  static String plain(String algorithm) {
    return algorithm.equals("EdDSA") ? "Ed25519" : algorithm;
  }
}
