/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import org.junit.jupiter.api.Test;

class DefaultJwtEncryptionServiceTest {

  private final DefaultJwtEncryptionService encryption = new DefaultJwtEncryptionService();

  @Test
  void encryptsToARsaKey() throws Exception {
    var key = new RSAKeyGenerator(2048).keyID("r1").generate();
    var jwe =
        JWEObject.parse(
            encryption.encrypt(
                "a.b.c", key.toPublicJWK().toJSONObject(), "RSA-OAEP-256", "A256GCM"));

    jwe.decrypt(new RSADecrypter(key));

    assertEquals("a.b.c", jwe.getPayload().toString());
    assertEquals("r1", jwe.getHeader().getKeyID());
    assertEquals("JWT", jwe.getHeader().getContentType());
  }

  @Test
  void encryptsToAnEllipticKey() throws Exception {
    var key = new ECKeyGenerator(Curve.P_256).generate();
    var jwe =
        JWEObject.parse(
            encryption.encrypt(
                "a.b.c", key.toPublicJWK().toJSONObject(), "ECDH-ES+A256KW", "A128CBC-HS256"));

    jwe.decrypt(new ECDHDecrypter(key));

    assertEquals("a.b.c", jwe.getPayload().toString());
  }

  @Test
  void omitsContentTypeForUnsignedClaims() throws Exception {
    var key = new ECKeyGenerator(Curve.P_256).generate();
    var jwe =
        JWEObject.parse(
            encryption.encryptClaims(
                "{\"sub\":\"x\"}", key.toPublicJWK().toJSONObject(), "ECDH-ES", "A256GCM"));

    jwe.decrypt(new ECDHDecrypter(key));

    assertEquals("{\"sub\":\"x\"}", jwe.getPayload().toString());
    assertNull(jwe.getHeader().getContentType());
  }

  @Test
  void rejectsRsa15() throws Exception {
    var key = new RSAKeyGenerator(2048).generate().toPublicJWK().toJSONObject();

    assertThrows(
        IllegalArgumentException.class,
        () -> encryption.encrypt("a.b.c", key, "RSA1_5", "A256GCM"));
  }

  @Test
  void refusesAKeyOfAnotherKind() throws Exception {
    var key = new ECKeyGenerator(Curve.P_256).generate().toPublicJWK().toJSONObject();

    assertThrows(
        IllegalArgumentException.class,
        () -> encryption.encrypt("a.b.c", key, "RSA-OAEP-256", "A256GCM"));
  }
}
