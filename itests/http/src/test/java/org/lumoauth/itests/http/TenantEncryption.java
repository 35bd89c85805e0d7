package org.lumoauth.itests.http;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;

/**
 * Encrypts to a tenant, as clients do.
 *
 * @param tenant whose published keys it is encrypted to
 */
record TenantEncryption(Tenant tenant) {

  /** What was signed, as a nested JWT. */
  String encrypted(String content, String algorithm) throws Exception {
    return encrypted(content, key(algorithm), algorithm);
  }

  static String encrypted(String content, JWK key, String algorithm) throws Exception {
    var header =
        new JWEHeader.Builder(JWEAlgorithm.parse(algorithm), EncryptionMethod.A256GCM)
            .keyID(key.getKeyID())
            .contentType("JWT")
            .build();
    var jwe = new JWEObject(header, new Payload(content));
    jwe.encrypt(
        key instanceof RSAKey rsa ? new RSAEncrypter(rsa) : new ECDHEncrypter(key.toECKey()));
    return jwe.serialize();
  }

  /**
   * As clients choose it: by its use and kind; made when the tenant first says that it has some.
   */
  JWK key(String algorithm) throws Exception {
    tenant.admin().get("/.well-known/openid-configuration").expect(200);
    var all =
        JWKSet.parse(tenant.admin().get("/.well-known/jwks.json").expect(200).text()).getKeys();
    return all.stream()
        .filter(key -> KeyUse.ENCRYPTION.equals(key.getKeyUse()) && !key.isPrivate())
        .filter(key -> key instanceof RSAKey == algorithm.startsWith("RSA"))
        .findFirst()
        .orElseThrow();
  }
}
