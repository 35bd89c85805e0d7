/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.key;

import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Signs bytes other than a JWS with a tenant's signing keys, as HTTP message signatures require
 * (RFC 9421). The counterpart of {@link RawSignatureVerifier}.
 */
@ProviderType
public interface RawSigningKeyProvider {

  /**
   * A signing key. Use it immediately and do not store it, because keys are rotated.
   *
   * @see SigningKeyService#publicKeys
   */
  interface MessageSigningKey {

    /** Returns the id of the key among the tenant's published keys. */
    String kid();

    /**
     * Signs a message.
     *
     * @return the signature in the format of JWS: for {@code ES256} r and s, 32 bytes each
     * @throws IllegalArgumentException if the message could be read as the signing input of a JWS,
     *     to prevent forged tokens
     */
    byte[] sign(byte[] message);
  }

  /**
   * Returns the tenant's current key for the algorithm; generates and publishes one if none exists.
   */
  MessageSigningKey currentKey(TenantContext tenant, SigningKeyService.SigningAlgorithm algorithm);
}
