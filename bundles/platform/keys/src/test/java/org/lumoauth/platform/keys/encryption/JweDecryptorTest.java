/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.encryption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.keys.encryption.JweAlgorithms.ALGORITHMS;
import static org.lumoauth.platform.keys.encryption.JweAlgorithms.ENCODINGS;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.AESEncrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.PasswordBasedEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.key.DecryptionException;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;

/** RFC 7516 section 5.2, RFC 8725 section 3. */
class JweDecryptorTest {

  private static final RSAKey RSA = (RSAKey) make(EncryptionKeyKind.RSA, "enc_r");
  private static final ECKey EC = (ECKey) make(EncryptionKeyKind.EC, "enc_e");
  private static final String NESTED = "a.b.c";

  private final JweDecryptor reader = new JweDecryptor();

  @Test
  void decryptsEverySupportedAlgorithm() throws Exception {
    for (String algorithm : ALGORITHMS) {
      for (String encoding : ENCODINGS) {
        assertEquals(NESTED, open(encrypted(algorithm, encoding)), algorithm + " " + encoding);
      }
    }
  }

  @Test
  void decryptsJweWithoutKid() throws Exception {
    var header = new JWEHeader(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM);

    assertEquals(NESTED, open(jwe(header, new ECDHEncrypter(EC.toPublicJWK()))));
  }

  @Test
  void rejectsJweEncryptedToAnotherKey() throws Exception {
    var other = (ECKey) make(EncryptionKeyKind.EC, "enc_e");

    refused(
        "the JWE cannot be decrypted", jwe(header("ECDH-ES", "enc_e"), new ECDHEncrypter(other)));
  }

  @Test
  void rejectsJweWithWrongKid() throws Exception {
    refused("the JWE cannot be decrypted", jwe(header("ECDH-ES", "enc_x"), new ECDHEncrypter(EC)));
    refused("the JWE cannot be decrypted", jwe(header("ECDH-ES", "enc_r"), new ECDHEncrypter(EC)));
  }

  @Test
  void rejectsModifiedJwe() throws Exception {
    String[] parts = encrypted("ECDH-ES+A128KW", "A128GCM").split("\\.");
    for (int part = 1; part < parts.length; part++) {
      String[] altered = parts.clone();
      byte[] bytes = Base64.getUrlDecoder().decode(altered[part]);
      bytes[0] ^= 1;
      altered[part] = Base64URL.encode(bytes).toString();

      refused("the JWE cannot be decrypted", String.join(".", altered));
    }
  }

  @Test
  void rejectsModifiedHeader() throws Exception {
    String[] parts = encrypted("RSA-OAEP-256", "A256GCM").split("\\.");
    parts[0] =
        new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM)
            .keyID("enc_r")
            .contentType("JWT")
            .customParam("x", "y")
            .build()
            .toBase64URL()
            .toString();

    refused("the JWE cannot be decrypted", String.join(".", parts));
  }

  @Test
  @SuppressWarnings("deprecation") // that they are deprecated is why they are refused
  void rejectsWeakOrSymmetricAlgorithms() throws Exception {
    String reason = "alg and enc must be supported encryption algorithms";
    var gcm = EncryptionMethod.A128GCM;

    refused(reason, jwe(new JWEHeader(JWEAlgorithm.RSA1_5, gcm), new RSAEncrypter(RSA)));
    refused(reason, jwe(new JWEHeader(JWEAlgorithm.RSA_OAEP, gcm), new RSAEncrypter(RSA)));
    refused(reason, jwe(new JWEHeader(JWEAlgorithm.DIR, gcm), new DirectEncrypter(new byte[16])));
    refused(reason, jwe(new JWEHeader(JWEAlgorithm.A128KW, gcm), new AESEncrypter(new byte[16])));
    refused(
        reason,
        jwe(
            new JWEHeader(JWEAlgorithm.PBES2_HS256_A128KW, gcm),
            new PasswordBasedEncrypter("secret", 16, 1000)));
  }

  @Test
  void rejectsAlgorithmNotAllowedByCaller() {
    String jwe = encrypted("ECDH-ES", "A256GCM");

    for (var only :
        List.of(
            List.of(Set.of("RSA-OAEP-256"), ENCODINGS), List.of(ALGORITHMS, Set.of("A128GCM")))) {
      var refusal =
          assertThrows(
              DecryptionException.class,
              () -> reader.decrypt(jwe, List.of(EC, RSA), only.get(0), only.get(1)));
      assertEquals("alg and enc must be supported encryption algorithms", refusal.getMessage());
    }
  }

  @Test
  void rejectsHeaderThatIsNotJsonObject() {
    for (String json : List.of("null", "[]", "1", "\"x\"", "{")) {
      refused("not a valid JWE", Base64URL.encode(json) + ".a.b.c.d");
    }
  }

  @Test
  void rejectsAmbiguousHeader() {
    String start = "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\"";
    for (String json :
        List.of(
            start + ",\"enc\":\"A128GCM\"}",
            start + ",\"epk\":{\"x\":\"a\",\"x\":\"b\"}}",
            start + ",\"kid\":\"\\ud800\"}",
            "\uFEFF" + start + "}",
            start + ",\"x\":" + "[".repeat(70) + "]".repeat(70) + "}",
            start + ",\"x\":\"" + "a".repeat(8_000) + "\"}")) {
      refused("not a valid JWE", Base64URL.encode(json) + ".a.b.c.d");
    }
  }

  @Test
  void refusesCompression() throws Exception {
    var header =
        new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
            .compressionAlgorithm(CompressionAlgorithm.DEF)
            .build();

    refused("compression is not supported", jwe(header, new ECDHEncrypter(EC)));
  }

  @Test
  void refusesCriticalParameters() throws Exception {
    String[] parts = encrypted("ECDH-ES", "A256GCM").split("\\.");
    parts[0] =
        Base64URL.encode(
                """
                {"alg":"ECDH-ES","enc":"A256GCM","crit":["x"],"x":1}""")
            .toString();

    refused("critical header parameters are not supported", String.join(".", parts));
  }

  @Test
  void refusesAPointOffTheCurve() {
    String zero = Base64URL.encode(new byte[32]).toString();

    refused("not a valid JWE", byPoint(zero, zero));
    refused("the JWE cannot be decrypted", byPoint(EC.getX().toString(), EC.getY().toString()));
  }

  /** By a point that was not used to encrypt it. */
  private static String byPoint(String x, String y) {
    String[] parts = encrypted("ECDH-ES", "A256GCM").split("\\.");
    parts[0] =
        Base64URL.encode(
                """
                {"alg":"ECDH-ES","enc":"A256GCM",
                 "epk":{"kty":"EC","crv":"P-256","x":"%s","y":"%s"}}"""
                    .formatted(x, y))
            .toString();
    return String.join(".", parts);
  }

  @Test
  void refusesAPointOfAnotherCurve() throws Exception {
    var p384 = new ECKeyGenerator(Curve.P_384).keyID("enc_e").generate();

    refused(
        "the JWE cannot be decrypted", jwe(header("ECDH-ES", "enc_e"), new ECDHEncrypter(p384)));
  }

  @Test
  void rejectsOtherContentType() throws Exception {
    var header =
        new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
            .contentType("json")
            .build();

    refused("the decrypted content is not a JWT", jwe(header, new ECDHEncrypter(EC)));
  }

  @Test
  void rejectsOverlongJwe() {
    refused("the JWE exceeds the maximum length", "a.".repeat(13_000));
  }

  @Test
  void rejectsMalformedJwe() {
    for (String text : List.of("", "....", "a.b.c", "e30.a.b.c.d", "{}")) {
      refused("not a valid JWE", text);
    }
  }

  private void refused(String reason, String jwe) {
    var refusal = assertThrows(DecryptionException.class, () -> open(jwe), jwe);
    assertEquals(reason, refusal.getMessage());
  }

  private String open(String jwe) throws DecryptionException {
    return reader.decrypt(jwe, List.of(EC, RSA), ALGORITHMS, ENCODINGS);
  }

  private static String encrypted(String algorithm, String encoding) {
    boolean rsa = algorithm.startsWith("RSA");
    var header =
        new JWEHeader.Builder(JWEAlgorithm.parse(algorithm), EncryptionMethod.parse(encoding))
            .keyID(rsa ? "enc_r" : "enc_e")
            .contentType("JWT")
            .build();
    try {
      return jwe(header, rsa ? new RSAEncrypter(RSA.toRSAPublicKey()) : new ECDHEncrypter(EC));
    } catch (Exception e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JWEHeader header(String algorithm, String kid) {
    return new JWEHeader.Builder(JWEAlgorithm.parse(algorithm), EncryptionMethod.A256GCM)
        .keyID(kid)
        .build();
  }

  private static String jwe(JWEHeader header, JWEEncrypter encrypter) throws Exception {
    var jwe = new JWEObject(header, new Payload(NESTED));
    jwe.encrypt(encrypter);
    return jwe.serialize();
  }

  private static com.nimbusds.jose.jwk.JWK make(EncryptionKeyKind kind, String kid) {
    try {
      return kind.make(kid, JcaProviderSelector.fastest());
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
