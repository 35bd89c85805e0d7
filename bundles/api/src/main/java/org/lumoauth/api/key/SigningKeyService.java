package org.lumoauth.api.key;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The signing keys of tenants. Private parts never leave the keys bundle.
 *
 * <p>An algorithm that a tenant uses has a current key, which signs, and a next one, which is
 * published but does not sign yet: whoever caches the key set knows it before it signs first. Keys
 * that were current before verify until their overlap ends or they are revoked.
 */
@ProviderType
public interface SigningKeyService {

  /** Algorithms of JOSE signatures that this server makes (RFC 7518, RFC 8037). */
  enum SigningAlgorithm {
    RS256,
    ES256,
    Ed25519,
    PS256;

    /** The algorithm of a JOSE name; {@code EdDSA} is Ed25519 here (RFC 9864 section 2.2). */
    public static Optional<SigningAlgorithm> fromName(String name) {
      return Arrays.stream(values())
          .filter(known -> known.name().equals(name.equals("EdDSA") ? "Ed25519" : name))
          .findFirst();
    }
  }

  /**
   * Signs with the tenant's current key for the algorithm, made if there is none yet.
   *
   * @param header protected header parameters but {@code alg} and {@code kid}, which are added
   * @param payload the JSON text to sign
   * @return the JWS in compact form (RFC 7515 section 7.1)
   */
  String sign(
      TenantContext tenant, SigningAlgorithm algorithm, Map<String, Object> header, String payload);

  /**
   * Verifies a compact JWS by a key of this tenant that is trusted. The algorithm is the key's own;
   * the header's must be the same.
   *
   * @return the payload
   * @throws InvalidSignatureException if anything is wrong with it
   */
  String verify(TenantContext tenant, String jws) throws InvalidSignatureException;

  /**
   * Whether a key is the tenant's and verifies now. Answers from memory: whoever remembers what it
   * verified asks this before each use, since trust in a key ends when its overlap is over or it is
   * revoked.
   */
  boolean isTrusted(TenantContext tenant, String kid);

  /**
   * The public keys to publish, each a JWK as a JSON object (RFC 7517): next, current and
   * overlapping.
   */
  List<Map<String, Object>> publicKeys(TenantContext tenant);

  /**
   * Makes and publishes a key for the algorithm if the tenant has none yet, so that it is known
   * before it signs first. Returns when it is published; the next one follows in the background.
   */
  void publish(TenantContext tenant, SigningAlgorithm algorithm);

  /** The tenant's keys that are trusted, the newest first. */
  List<SigningKeyInfo> list(TenantContext tenant);

  /**
   * Makes the published next key current. The one that was current verifies until every token
   * signed by it has expired; a new next key is made in the background.
   *
   * @return the {@code kid} of the key that is current now
   * @throws org.lumoauth.api.web.ApiException 503 {@code audit_unavailable} if it could not be
   *     recorded
   */
  String rotate(TenantContext tenant, SigningAlgorithm algorithm, AuditInitiator by);

  /**
   * Ends trust in a key at once: it neither signs nor verifies nor is published from here on. The
   * next key takes the place of a current one.
   *
   * @throws org.lumoauth.api.web.ApiException 404 {@code resource_not_found} if the tenant has no
   *     such key, 503 {@code audit_unavailable} if it could not be recorded
   */
  void revoke(TenantContext tenant, String kid, AuditInitiator by);
}
