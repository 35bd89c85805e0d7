package org.lumoauth.agents.aauthperson.signature;

import java.util.Map;
import java.util.Set;
import org.lumoauth.api.key.SignatureChecks;
import org.lumoauth.platform.httpsignatures.SignatureAlgorithm;
import org.lumoauth.platform.httpsignatures.VerificationKey;

/**
 * A key by the draft's rules: its own {@code alg} says what it signs by, fully. {@code EdDSA},
 * which leaves the curve open, is refused, as is a key without {@code alg}.
 */
public final class DraftKey implements VerificationKey {

  private static final Map<String, SignatureAlgorithm> ALGORITHMS =
      Map.of("Ed25519", SignatureAlgorithm.ED25519, "ES256", SignatureAlgorithm.ECDSA_P256_SHA256);

  private final Map<String, Object> jwk;
  private final SignatureAlgorithm algorithm;
  private final SignatureChecks checks;

  private DraftKey(Map<String, Object> jwk, SignatureAlgorithm algorithm, SignatureChecks checks) {
    this.jwk = jwk;
    this.algorithm = algorithm;
    this.checks = checks;
  }

  /**
   * Takes a key.
   *
   * @throws SignatureFailure {@code unsupported_algorithm} or {@code invalid_key}
   */
  public static DraftKey of(Map<String, Object> jwk, SignatureChecks checks)
      throws SignatureFailure {
    SignatureAlgorithm algorithm =
        jwk.get("alg") instanceof String alg ? ALGORITHMS.get(alg) : null;
    if (algorithm == null) {
      throw SignatureFailure.algorithm();
    }
    if (!checks.takes(jwk, algorithm.jws())) {
      throw new SignatureFailure("invalid_key", "the key's kind is not that of its alg");
    }
    return new DraftKey(jwk, algorithm, checks);
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
