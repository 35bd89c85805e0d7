package org.lumoauth.platform.httpsignatures;

import java.util.Arrays;
import java.util.Optional;

/**
 * The signature algorithms that there are: strong ones. Which of them is taken says each {@link
 * SignatureVerificationPolicy}.
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
  /** Section 3.3.3: by a secret, so that whoever verifies could have signed as well. */
  HMAC_SHA256("hmac-sha256", "HS256");

  private final String registered;
  private final String jws;

  SignatureAlgorithm(String registered, String jws) {
    this.registered = registered;
    this.jws = jws;
  }

  /** Its name in the registry of HTTP signature algorithms. */
  public String registeredName() {
    return registered;
  }

  /** The JWS algorithm that computes the same over the same bytes (RFC 7518, RFC 9864). */
  public String jws() {
    return jws;
  }

  /** The algorithm of a registered name, byte for byte. */
  public static Optional<SignatureAlgorithm> fromRegisteredName(String registered) {
    return Arrays.stream(values()).filter(a -> a.registered.equals(registered)).findFirst();
  }
}
