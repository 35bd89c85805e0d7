/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.key;

import java.util.Map;
import org.lumoauth.api.token.InvalidTokenException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Verifies signatures of other parties over bytes other than a JWS, such as HTTP message signatures
 * (RFC 9421). Keys are validated like those of JWT signers: public, well-formed, and matching kind
 * and {@code alg}.
 */
@ProviderType
public interface RawSignatureVerifier {

  /**
   * Returns the SHA-256 thumbprint of a key (RFC 7638), base64url.
   *
   * @param jwk a JWK as a JSON object
   * @throws InvalidTokenException if it is not a valid public key
   */
  String thumbprint(Map<String, Object> jwk) throws InvalidTokenException;

  /**
   * Returns whether a key may be used with an algorithm.
   *
   * @param algorithm a JWS algorithm, such as {@code Ed25519} or {@code PS512}
   */
  boolean isUsableWith(Map<String, Object> jwk, String algorithm);

  /** Returns whether the signature over these bytes is valid for the key and algorithm. */
  boolean verifies(Map<String, Object> jwk, String algorithm, byte[] data, byte[] signature);
}
