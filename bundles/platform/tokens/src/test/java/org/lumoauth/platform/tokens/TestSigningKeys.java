/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.key.InvalidSignatureException;
import org.lumoauth.api.key.SigningKeyInfo;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.tenant.TenantContext;

/**
 * One key for each tenant and algorithm: enough to tell them apart. Counts its verifications. Keys
 * can be revoked.
 */
final class TestSigningKeys implements SigningKeyService {

  private final Set<String> revoked = new HashSet<>();
  private int verifications;

  int verifications() {
    return verifications;
  }

  @Override
  public String sign(
      TenantContext tenant,
      SigningAlgorithm algorithm,
      Map<String, Object> header,
      String payload) {
    try {
      var type = new JOSEObjectType((String) header.get("typ"));
      var jws =
          new JWSObject(
              new JWSHeader.Builder(JWSAlgorithm.HS256)
                  .type(type)
                  .keyID(kid(tenant, algorithm))
                  .build(),
              new Payload(payload));
      jws.sign(new MACSigner(key(tenant)));
      return jws.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String verify(TenantContext tenant, String jws) throws InvalidSignatureException {
    verifications++;
    try {
      var parsed = JWSObject.parse(jws);
      if (!isTrusted(tenant, parsed.getHeader().getKeyID())) {
        throw new InvalidSignatureException("the key does not belong to the tenant");
      }
      if (!parsed.verify(new MACVerifier(key(tenant)))) {
        throw new InvalidSignatureException("the signature does not match");
      }
      return parsed.getPayload().toString();
    } catch (ParseException | JOSEException e) {
      throw new InvalidSignatureException("not a valid JWS");
    }
  }

  @Override
  public List<Map<String, Object>> publicKeys(TenantContext tenant) {
    return List.of();
  }

  @Override
  public boolean isTrusted(TenantContext tenant, String kid) {
    return kid != null && kid.startsWith(tenant.id()) && !revoked.contains(kid);
  }

  @Override
  public void publish(TenantContext tenant, SigningAlgorithm algorithm) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<SigningKeyInfo> list(TenantContext tenant) {
    return List.of();
  }

  @Override
  public String rotate(TenantContext tenant, SigningAlgorithm algorithm, AuditInitiator by) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void revoke(TenantContext tenant, String kid, AuditInitiator by) {
    revoked.add(kid);
  }

  static String kid(TenantContext tenant, SigningAlgorithm algorithm) {
    return tenant.id() + "/" + algorithm;
  }

  private static String key(TenantContext tenant) {
    return (tenant.id() + "0".repeat(64)).substring(0, 64);
  }
}
