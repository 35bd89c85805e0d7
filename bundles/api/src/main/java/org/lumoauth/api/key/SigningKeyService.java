/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.key;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Manages the signing keys of tenants. Private keys never leave the keys bundle.
 *
 * <p>An algorithm that a tenant uses has a current key, which signs, and a next key, which is
 * published but does not sign yet: clients that cache the key set know it before its first
 * signature. Former current keys verify until their overlap has passed or they are revoked.
 */
@ProviderType
public interface SigningKeyService {

  /** The signature algorithms of this server (RFC 7518, RFC 8037). */
  enum SigningAlgorithm {
    RS256,
    ES256,
    Ed25519,
    PS256;

    /**
     * Returns the algorithm with this JOSE name; {@code EdDSA} means Ed25519 here (RFC 9864 section
     * 2.2).
     */
    public static Optional<SigningAlgorithm> fromName(String name) {
      return Arrays.stream(values())
          .filter(known -> known.name().equals(name.equals("EdDSA") ? "Ed25519" : name))
          .findFirst();
    }
  }

  /**
   * Signs with the tenant's current key for the algorithm, which is generated if none exists.
   *
   * @param header the protected header parameters except {@code alg} and {@code kid}, which are
   *     added
   * @param payload the JSON text to sign
   * @return the JWS in compact form (RFC 7515 section 7.1)
   */
  String sign(
      TenantContext tenant, SigningAlgorithm algorithm, Map<String, Object> header, String payload);

  /**
   * Verifies a compact JWS with a trusted key of this tenant. The algorithm in the header must be
   * that of the key.
   *
   * @return the payload
   * @throws InvalidSignatureException if the JWS is invalid in any way
   */
  String verify(TenantContext tenant, String jws) throws InvalidSignatureException;

  /**
   * Returns whether a key belongs to the tenant and verifies now. Answers from memory: code that
   * caches verification results calls this before each use, because a key is no longer trusted
   * after its overlap or revocation.
   */
  boolean isTrusted(TenantContext tenant, String kid);

  /**
   * Returns the public keys to publish, each a JWK as a JSON object (RFC 7517): next, current and
   * overlapping.
   */
  List<Map<String, Object>> publicKeys(TenantContext tenant);

  /**
   * Generates and publishes a key for the algorithm if the tenant has none yet, so that it is known
   * before its first signature. Returns when it is published; the next key follows in the
   * background.
   */
  void publish(TenantContext tenant, SigningAlgorithm algorithm);

  /** Returns the tenant's trusted keys, the newest first. */
  List<SigningKeyInfo> list(TenantContext tenant);

  /**
   * Makes the published next key current. The former current key verifies until every token signed
   * with it has expired; another next key is generated in the background.
   *
   * @return the {@code kid} of the new current key
   * @throws org.lumoauth.api.web.ApiException 503 {@code audit_unavailable} if the rotation could
   *     not be recorded
   */
  String rotate(TenantContext tenant, SigningAlgorithm algorithm, AuditInitiator by);

  /**
   * Revokes a key immediately: it no longer signs or verifies and is not published any longer. The
   * next key replaces a revoked current key.
   *
   * @throws org.lumoauth.api.web.ApiException 404 {@code resource_not_found} if the tenant has no
   *     such key, 503 {@code audit_unavailable} if the revocation could not be recorded
   */
  void revoke(TenantContext tenant, String kid, AuditInitiator by);
}
