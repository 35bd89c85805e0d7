/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.key;

import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** Encrypts secrets that must be readable, and hashes secrets that must only be compared. */
@ProviderType
public interface SecretProtectionService {

  /**
   * Encrypts with the tenant's data key (AES-256-GCM), which is stored encrypted with the master
   * key.
   *
   * @param tenantId the tenant of the data key
   * @param context the identity of the secret, such as {@code signing-key/ten_…/kid}: bound as
   *     additional authenticated data, so that a row copied elsewhere cannot be decrypted
   * @return version, nonce and ciphertext
   */
  byte[] encrypt(String tenantId, String context, byte[] plain);

  /**
   * Decrypts the result of {@link #encrypt}.
   *
   * @throws IllegalStateException if key, context and ciphertext do not match
   */
  byte[] decrypt(String tenantId, String context, byte[] sealed);

  /**
   * Returns a keyed hash (HMAC-SHA256) with a key derived from the master key for this purpose. For
   * secrets of high entropy: API keys, client secrets, codes, refresh tokens.
   *
   * @param purpose separates uses, such as {@code api-key}
   * @return 32 bytes
   */
  byte[] hash(String purpose, String secret);

  /** Returns whether the secret has this hash, compared in constant time. */
  boolean matches(String purpose, String secret, byte[] hash);

  /**
   * Generates a random secret: 256 bits, base64url without padding, 43 characters.
   *
   * @return for example {@code 9bT…}
   */
  String newSecret();

  /** Returns the purposes in use, for the operator's overview. */
  Set<String> purposes();
}
