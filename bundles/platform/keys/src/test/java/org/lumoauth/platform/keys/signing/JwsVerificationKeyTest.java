/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.key.InvalidSignatureException;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;

/** Attacks of RFC 8725 section 2 on the verifying of a JWS. */
class JwsVerificationKeyTest {

  private static final String PAYLOAD = "{\"sub\":\"me\"}";

  private final JWK ec =
      SigningKeyGenerator.generate(SigningAlgorithm.ES256, "k1", JcaProviderSelector.fastest());
  private final RSAKey rsa =
      (RSAKey)
          SigningKeyGenerator.generate(SigningAlgorithm.RS256, "k1", JcaProviderSelector.fastest());

  @Test
  void acceptsSignatureOfKey() {
    assertDoesNotThrow(() -> verify(ec, signed(ec, SigningAlgorithm.ES256)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE", ""})
  void refusesAlgorithmNoneInAnyCase(String none) {
    var header =
        Base64URL.encode(
            """
            {"alg":"%s","kid":"k1"}"""
                .formatted(none));
    var input = header + "." + Base64URL.encode(PAYLOAD) + ".";

    if (none.equals("none")) { // the library knows it by name, and as no algorithm of a JWS
      assertUnreadable("Not a JWS header", input);
      assertUnreadable("Not a JWS header", input + "AA");
    } else {
      assertUnreadable("The signature must not be empty", input);
      assertRefused("the algorithm does not match the key", ec, input + "AA");
    }
  }

  @Test
  void refusesAnHmacUnderThePublicRsaKey() throws Exception {
    var jws =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), new Payload(PAYLOAD));
    jws.sign(new MACSigner(rsa.toRSAPublicKey().getEncoded()));

    assertRefused("the algorithm does not match the key", rsa, jws.serialize());
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS384", "RS512", "PS256"})
  void refusesAnotherAlgorithmOfTheSameKey(String algorithm) throws Exception {
    var jws =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).keyID("k1").build(),
            new Payload(PAYLOAD));
    jws.sign(new RSASSASigner(rsa));

    assertRefused("the algorithm does not match the key", rsa, jws.serialize());
  }

  @Test
  void rejectsHeaderWithJku() throws Exception {
    var header = header().jwkURL(URI.create("https://evil.test/jwks")).build();

    assertRefused("the header has an unknown parameter", ec, signedWith(header));
  }

  @Test
  void rejectsHeaderWithEmbeddedKey() throws Exception {
    assertRefused(
        "the header has an unknown parameter",
        ec,
        signedWith(header().jwk(ec.toPublicJWK()).build()));
  }

  @Test
  void refusesACriticalExtension() throws Exception {
    var header = header().criticalParams(Set.of("exp")).customParam("exp", 1).build();

    assertRefused("the header has an unknown parameter", ec, signedWith(header));
  }

  @Test
  void rejectsAllZeroSignature() {
    var parts = signed(ec, SigningAlgorithm.ES256).split("\\.");

    assertRefused(
        "the signature does not match",
        ec,
        parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[64]));
  }

  @Test
  void refusesASignatureInDerForm() throws Exception {
    var parts = signed(ec, SigningAlgorithm.ES256).split("\\.");
    byte[] der =
        com.nimbusds.jose.crypto.impl.ECDSA.transcodeSignatureToDER(
            new Base64URL(parts[2]).decode());

    assertRefused(
        "the signature does not match",
        ec,
        parts[0] + "." + parts[1] + "." + Base64URL.encode(der));
  }

  @Test
  void rejectsModifiedPayload() {
    var parts = signed(ec, SigningAlgorithm.ES256).split("\\.");

    assertRefused(
        "the signature does not match",
        ec,
        parts[0] + "." + Base64URL.encode("{\"sub\":\"you\"}") + "." + parts[2]);
  }

  @Test
  void rejectsEncryptionKey() {
    var key = new RSAKey.Builder(rsa).keyUse(KeyUse.ENCRYPTION).build();

    assertUnusable("the key is not a signature key", key);
  }

  @Test
  void rejectsKeyWithAlgorithmOfAnotherType() {
    var key = new RSAKey.Builder(rsa).algorithm(JWSAlgorithm.ES256).build();

    assertUnusable("the key is invalid", key);
  }

  private static JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1");
  }

  private String signedWith(JWSHeader header) throws JOSEException {
    var jws = new JWSObject(header, new Payload(PAYLOAD));
    jws.sign(new ECDSASigner((ECKey) ec));
    return jws.serialize();
  }

  private static String signed(JWK key, SigningAlgorithm algorithm) {
    return JwsSigningKey.of(key, algorithm, Optional.empty()).sign(Map.of("typ", "x"), PAYLOAD);
  }

  private static void assertRefused(String reason, JWK key, String jws) {
    var refusal = assertThrows(InvalidSignatureException.class, () -> verify(key, jws));
    assertEquals(reason, refusal.getMessage());
  }

  private static void assertUnusable(String reason, JWK key) {
    var refusal =
        assertThrows(JOSEException.class, () -> JwsVerificationKey.of(key, Optional.empty()));
    assertEquals(reason, refusal.getMessage());
  }

  private static void assertUnreadable(String reason, String jws) {
    var refusal = assertThrows(ParseException.class, () -> JWSObject.parse(jws));
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }

  private static void verify(JWK key, String jws) throws Exception {
    JwsVerificationKey.of(key.toPublicJWK(), Optional.empty()).verify(JWSObject.parse(jws));
  }
}
