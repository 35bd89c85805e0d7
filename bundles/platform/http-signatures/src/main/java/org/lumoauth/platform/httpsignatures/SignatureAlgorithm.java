/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import java.util.Arrays;
import java.util.Optional;

/**
 * The supported signature algorithms, all of them strong. Each {@link SignatureVerificationPolicy}
 * selects the allowed algorithms.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9421#section-3.3">RFC 9421 section 3.3</a>
 */
public enum SignatureAlgorithm {
  /** Section 3.3.6. */
  ED25519("ed25519", "Ed25519"),
  /** Section 3.3.4: the signature is r and s, 32 bytes each. */
  ECDSA_P256_SHA256("ecdsa-p256-sha256", "ES256"),
  /** Section 3.3.1: the salt has 64 bytes. */
  RSA_PSS_SHA512("rsa-pss-sha512", "PS512"),
  /** Section 3.3.3: with a shared secret, so that the verifier could have signed as well. */
  HMAC_SHA256("hmac-sha256", "HS256");

  private final String registered;
  private final String jws;

  SignatureAlgorithm(String registered, String jws) {
    this.registered = registered;
    this.jws = jws;
  }

  /** Returns the name in the registry of HTTP signature algorithms. */
  public String registeredName() {
    return registered;
  }

  /**
   * Returns the JWS algorithm that computes the same signature over the same bytes (RFC 7518, RFC
   * 9864).
   */
  public String jws() {
    return jws;
  }

  /** Returns the algorithm with a registered name, compared byte by byte. */
  public static Optional<SignatureAlgorithm> fromRegisteredName(String registered) {
    return Arrays.stream(values()).filter(a -> a.registered.equals(registered)).findFirst();
  }
}
