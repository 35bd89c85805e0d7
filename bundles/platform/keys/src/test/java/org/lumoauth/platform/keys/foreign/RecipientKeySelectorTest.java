/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecipientKeySelectorTest {

  private static final Map<String, Object> EDWARDS =
      Map.of(
          "kty", "OKP",
          "crv", "Ed25519",
          "kid", "ed",
          "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");

  /** The generator of the curve, which Java makes no keys of. */
  private static final Map<String, Object> KOBLITZ =
      Map.of(
          "kty", "EC",
          "crv", "secp256k1",
          "kid", "k1",
          "x", "eb5mfvncu6xVoGKVzocLBwKb_NstzijZWfKBWxb4F5g",
          "y", "SDradyajxGVdpPv8DhEIqP0XtEimhVQZnEfQj_sQ1Lg");

  private final ECKey elliptic = elliptic();

  @Test
  void skipsKeyOfAnotherType() {
    assertEquals("enc", found("ECDH-ES", EDWARDS, named(KeyUse.ENCRYPTION, "enc")));
  }

  @Test
  void skipsKeyOfUnsupportedCurve() {
    assertEquals("enc", found("ECDH-ES", KOBLITZ, named(null, "enc")));
  }

  @Test
  void skipsKeyForOtherOperations() {
    var verifies = able("sig", KeyOperation.VERIFY);

    assertEquals("enc", found("ECDH-ES", verifies, named(null, "enc")));
    assertEquals("none", found("ECDH-ES", verifies));
  }

  @Test
  void selectsKeyForKeyAgreement() {
    assertEquals("k", found("ECDH-ES", able("k", KeyOperation.DERIVE_KEY)));
    assertEquals("k", found("ECDH-ES", able("k", KeyOperation.DERIVE_BITS)));
  }

  @Test
  void selectsKeyWithEmptyKeyOps() {
    assertEquals("k", found("ECDH-ES", able("k")));
  }

  @Test
  void prefersKeyWithUseEnc() {
    var silent = named(null, "silent");
    var agrees = able("agrees", KeyOperation.DERIVE_KEY);
    var encrypts = named(KeyUse.ENCRYPTION, "enc");

    assertEquals("enc", found("ECDH-ES", silent, agrees, encrypts));
    assertEquals("agrees", found("ECDH-ES", silent, agrees));
  }

  @Test
  void selectsFirstOfEqualKeys() {
    assertEquals("a", found("ECDH-ES", named(null, "a"), named(null, "b")));
  }

  @Test
  void skipsSignatureKeyAndKeyForAnotherAlgorithm() {
    var other =
        json(
            new ECKey.Builder(elliptic.toPublicJWK())
                .algorithm(JWEAlgorithm.ECDH_ES_A256KW)
                .keyID("other")
                .build());

    assertEquals("none", found("ECDH-ES", named(KeyUse.SIGNATURE, "sig"), other));
    assertEquals("other", found("ECDH-ES+A256KW", named(KeyUse.SIGNATURE, "sig"), other));
  }

  @Test
  void skipsShortRsaKey() throws Exception {
    var weak = json(new RSAKeyGenerator(1024, true).keyID("weak").generate());
    var strong = json(new RSAKeyGenerator(2048).keyID("strong").generate());

    assertEquals("strong", found("RSA-OAEP-256", weak, strong));
  }

  @Test
  void skipsMalformedKey() {
    var broken = Map.<String, Object>of("kty", "EC", "crv", "P-256", "x", 1);

    assertEquals("enc", found("ECDH-ES", Map.of(), broken, named(KeyUse.ENCRYPTION, "enc")));
  }

  @Test
  void findsNoKeyForUnsupportedAlgorithm() {
    assertEquals(
        Optional.empty(),
        new DefaultJwtEncryptionService().keyFor(List.of(named(null, "k")), "ECDH-1PU"));
  }

  @SafeVarargs
  private static String found(String algorithm, Map<String, Object>... keys) {
    return new DefaultJwtEncryptionService()
        .keyFor(List.of(keys), algorithm)
        .map(key -> (String) key.get("kid"))
        .orElse("none");
  }

  private Map<String, Object> named(KeyUse use, String kid) {
    return json(new ECKey.Builder(elliptic.toPublicJWK()).keyUse(use).keyID(kid).build());
  }

  private Map<String, Object> able(String kid, KeyOperation... operations) {
    return json(
        new ECKey.Builder(elliptic.toPublicJWK())
            .keyOperations(Set.of(operations))
            .keyID(kid)
            .build());
  }

  private static Map<String, Object> json(JWK key) {
    return key.toPublicJWK().toJSONObject();
  }

  private static ECKey elliptic() {
    try {
      return new ECKeyGenerator(Curve.P_256).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
