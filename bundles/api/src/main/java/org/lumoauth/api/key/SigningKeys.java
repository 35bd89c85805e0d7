package org.lumoauth.api.key;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** The signing keys of tenants. Private parts never leave the keys bundle. */
@ProviderType
public interface SigningKeys {

  /** Algorithms of JOSE signatures that this server makes (RFC 7518, RFC 8037). */
  enum Algorithm {
    RS256,
    ES256,
    Ed25519
  }

  /**
   * Signs with the tenant's current key for the algorithm, made if there is none yet.
   *
   * @param header protected header parameters but {@code alg} and {@code kid}, which are added
   * @param payload the JSON text to sign
   * @return the JWS in compact form (RFC 7515 section 7.1)
   */
  String sign(
      TenantContext tenant, Algorithm algorithm, Map<String, Object> header, String payload);

  /**
   * Verifies a compact JWS by a key of this tenant that is current or still overlaps. The algorithm
   * is the key's own; the header's must be the same.
   *
   * @return the payload
   * @throws InvalidSignatureException if anything is wrong with it
   */
  String verify(TenantContext tenant, String jws) throws InvalidSignatureException;

  /**
   * The public keys to publish, each a JWK as a JSON object (RFC 7517): next, current and
   * overlapping.
   */
  List<Map<String, Object>> publicKeys(TenantContext tenant);

  /**
   * Makes a new key current. The old one verifies until every token signed by it has expired.
   *
   * @return the new key's {@code kid}
   */
  String rotate(TenantContext tenant, Algorithm algorithm);
}
