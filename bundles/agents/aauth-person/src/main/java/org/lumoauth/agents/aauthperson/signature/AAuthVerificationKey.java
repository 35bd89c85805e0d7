/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.signature;

import java.util.Map;
import java.util.Set;
import org.lumoauth.api.key.RawSignatureVerifier;
import org.lumoauth.platform.httpsignatures.HttpVerificationKey;
import org.lumoauth.platform.httpsignatures.SignatureAlgorithm;

/**
 * A key by the AAuth draft's rules: its {@code alg} fully specifies the algorithm. {@code EdDSA},
 * which does not specify the curve, and keys without {@code alg} are rejected.
 */
public final class AAuthVerificationKey implements HttpVerificationKey {

  private static final Map<String, SignatureAlgorithm> ALGORITHMS =
      Map.of("Ed25519", SignatureAlgorithm.ED25519, "ES256", SignatureAlgorithm.ECDSA_P256_SHA256);

  private final Map<String, Object> jwk;
  private final SignatureAlgorithm algorithm;
  private final RawSignatureVerifier checks;

  private AAuthVerificationKey(
      Map<String, Object> jwk, SignatureAlgorithm algorithm, RawSignatureVerifier checks) {
    this.jwk = jwk;
    this.algorithm = algorithm;
    this.checks = checks;
  }

  /**
   * Creates a key.
   *
   * @throws SignatureErrorException {@code unsupported_algorithm} or {@code invalid_key}
   */
  public static AAuthVerificationKey of(Map<String, Object> jwk, RawSignatureVerifier checks)
      throws SignatureErrorException {
    SignatureAlgorithm algorithm =
        jwk.get("alg") instanceof String alg ? ALGORITHMS.get(alg) : null;
    if (algorithm == null) {
      throw SignatureErrorException.algorithm();
    }
    if (!checks.isUsableWith(jwk, algorithm.jws())) {
      throw new SignatureErrorException("invalid_key", "the key type does not match its alg");
    }
    return new AAuthVerificationKey(jwk, algorithm, checks);
  }

  @Override
  public Set<SignatureAlgorithm> algorithms() {
    return Set.of(algorithm);
  }

  @Override
  public boolean verifies(SignatureAlgorithm by, byte[] base, byte[] signature) {
    return checks.verifies(jwk, by.jws(), base, signature);
  }
}
