/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.key;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Manages the tenants' keys with which others encrypt data for them. Private keys never leave the
 * keys bundle. The origin of encrypted data is unproven, because the key is public.
 */
@ProviderType
public interface EncryptionKeyService {

  /** Returns the names of the accepted key management algorithms (RFC 7518 section 4). */
  Set<String> algorithms();

  /** Returns the names of the accepted content encryption algorithms (RFC 7518 section 5). */
  Set<String> encodings();

  /**
   * Generates and publishes the tenant's keys if it has none yet. Returns when they are published.
   */
  void publish(TenantContext tenant);

  /**
   * Returns the public keys to publish, each a JWK as a JSON object with {@code "use":"enc"}; empty
   * before the first call of {@link #publish}.
   */
  List<Map<String, Object>> publicKeys(TenantContext tenant);

  /**
   * Decrypts a compact JWE (RFC 7516 section 7.1).
   *
   * @param algorithms the acceptable {@link #algorithms()}
   * @param encodings the acceptable {@link #encodings()}
   * @return the plaintext, which is unauthenticated
   * @throws DecryptionException if it cannot be decrypted
   */
  String decrypt(TenantContext tenant, String jwe, Set<String> algorithms, Set<String> encodings)
      throws DecryptionException;

  /**
   * Replaces the tenant's published keys. For a while, the old keys still decrypt data that was
   * encrypted to them.
   *
   * @param endOld whether the old keys are invalidated immediately, because they may be compromised
   * @return the {@code kid}s of the new keys
   * @throws org.lumoauth.api.web.ApiException 503 {@code audit_unavailable} if the rotation could
   *     not be recorded
   */
  List<String> rotate(TenantContext tenant, boolean endOld, AuditInitiator by);
}
