package org.lumoauth.api.key;

import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Signs bytes that are no JWS by a tenant's signing keys, as HTTP message signatures need it (RFC
 * 9421). The counterpart of {@link SignatureVerifier}.
 */
@ProviderType
public interface MessageSigningService {

  /**
   * A key that signs. To be used at once and not kept: keys are rotated.
   *
   * @see SigningKeyService#publicKeys
   */
  interface MessageSigningKey {

    /** What names the key among those that the tenant publishes. */
    String kid();

    /**
     * Signs.
     *
     * @return the signature as JWS has it: for {@code ES256} r and s, 32 bytes each
     * @throws IllegalArgumentException if this could be read as the signing input of a JWS: nobody
     *     may have a token made this way
     */
    byte[] sign(byte[] message);
  }

  /** The tenant's current key for the algorithm, made and published if there is none yet. */
  MessageSigningKey currentKey(TenantContext tenant, SigningKeyService.SigningAlgorithm algorithm);
}
