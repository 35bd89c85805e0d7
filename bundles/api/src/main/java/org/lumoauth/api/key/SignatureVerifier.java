package org.lumoauth.api.key;

import java.util.Map;
import org.lumoauth.api.token.InvalidTokenException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Checks signatures that others made over bytes that are no JWS, as HTTP message signatures are
 * (RFC 9421). A key is looked at as one of a JWT's signer is: public, sound, of its kind and {@code
 * alg}.
 */
@ProviderType
public interface SignatureVerifier {

  /**
   * The SHA-256 thumbprint of a key (RFC 7638), base64url.
   *
   * @param jwk a JWK as a JSON object
   * @throws InvalidTokenException if it is no sound public key
   */
  String thumbprint(Map<String, Object> jwk) throws InvalidTokenException;

  /**
   * Whether a key may be used with an algorithm.
   *
   * @param algorithm a JWS algorithm, as {@code Ed25519} or {@code PS512}
   */
  boolean isUsableWith(Map<String, Object> jwk, String algorithm);

  /** Whether the key's owner made the signature by this algorithm over these bytes. */
  boolean verifies(Map<String, Object> jwk, String algorithm, byte[] data, byte[] signature);
}
