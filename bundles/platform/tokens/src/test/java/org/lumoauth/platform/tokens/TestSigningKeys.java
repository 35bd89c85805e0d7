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
import java.util.List;
import java.util.Map;
import org.lumoauth.api.key.InvalidSignatureException;
import org.lumoauth.api.key.SigningKeys;
import org.lumoauth.api.tenant.TenantContext;

/** One key for each tenant: enough to tell tenants apart. Counts its verifications. */
final class TestSigningKeys implements SigningKeys {

  private int verifications;

  int verifications() {
    return verifications;
  }

  @Override
  public String sign(
      TenantContext tenant, Algorithm algorithm, Map<String, Object> header, String payload) {
    try {
      var type = new JOSEObjectType((String) header.get("typ"));
      var jws =
          new JWSObject(
              new JWSHeader.Builder(JWSAlgorithm.HS256).type(type).build(), new Payload(payload));
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
      if (!parsed.verify(new MACVerifier(key(tenant)))) {
        throw new InvalidSignatureException("the signature does not match");
      }
      return parsed.getPayload().toString();
    } catch (ParseException | JOSEException e) {
      throw new InvalidSignatureException("it is no JWS");
    }
  }

  @Override
  public List<Map<String, Object>> publicKeys(TenantContext tenant) {
    return List.of();
  }

  @Override
  public String rotate(TenantContext tenant, Algorithm algorithm) {
    throw new UnsupportedOperationException();
  }

  private static String key(TenantContext tenant) {
    return (tenant.id() + "0".repeat(64)).substring(0, 64);
  }
}
