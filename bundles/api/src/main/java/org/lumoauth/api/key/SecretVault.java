package org.lumoauth.api.key;

import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** Encrypts what must be read again and hashes what must only be recognized. */
@ProviderType
public interface SecretVault {

  /**
   * Encrypts under the tenant's data key (AES-256-GCM), which is kept encrypted under the master
   * key.
   *
   * @param tenantId whose data key
   * @param context what the secret is of, as {@code signing-key/ten_…/kid}: bound as additional
   *     authenticated data, so that a row moved elsewhere does not decrypt
   * @return version, nonce and cipher text
   */
  byte[] encrypt(String tenantId, String context, byte[] plain);

  /**
   * The inverse of {@link #encrypt}.
   *
   * @throws IllegalStateException if key, context or cipher text do not belong together
   */
  byte[] decrypt(String tenantId, String context, byte[] sealed);

  /**
   * A keyed hash (HMAC-SHA256) under a key derived from the master key for this purpose. For
   * secrets of high entropy: API keys, client secrets, codes, refresh tokens.
   *
   * @param purpose separates uses, as {@code api-key}
   * @return 32 bytes
   */
  byte[] hash(String purpose, String secret);

  /** Whether the secret has this hash, compared in constant time. */
  boolean matches(String purpose, String secret, byte[] hash);

  /**
   * A new random secret: 256 bits, base64url without padding, 43 characters.
   *
   * @return for example {@code 9bT…}
   */
  String newSecret();

  /** Purposes in use, for the operator's overview. */
  Set<String> purposes();
}
