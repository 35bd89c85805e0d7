/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.testkit.builder.TestJwtSigner;

class ForeignSignatureVerifierTest {

  private static final TestJwtSigner KEY = TestJwtSigner.ed25519("k");
  private static final byte[] DATA = "\"@method\": GET".getBytes(StandardCharsets.US_ASCII);

  private final ForeignSignatureVerifier checks =
      new ForeignSignatureVerifier(JcaProviderSelector.fastest());

  @Test
  void acceptsValidSignature() throws Exception {
    assertTrue(checks.verifies(KEY.jwk(), "Ed25519", DATA, signature()));
  }

  @Test
  void rejectsInvalidSignature() throws Exception {
    byte[] signature = signature();

    assertFalse(checks.verifies(KEY.jwk(), "Ed25519", new byte[] {1}, signature));
    assertFalse(checks.verifies(TestJwtSigner.ed25519("k").jwk(), "Ed25519", DATA, signature));
    signature[3] ^= 1;
    assertFalse(checks.verifies(KEY.jwk(), "Ed25519", DATA, signature));
    assertFalse(checks.verifies(KEY.jwk(), "Ed25519", DATA, new byte[0]));
  }

  @Test
  void acceptsOnlyAlgorithmsOfKeyType() {
    assertTrue(checks.isUsableWith(KEY.jwk(), "Ed25519"));
    assertFalse(checks.isUsableWith(KEY.jwk(), "PS512"));
    assertFalse(checks.isUsableWith(KEY.jwk(), "HS256"));
    assertTrue(checks.isUsableWith(TestJwtSigner.rs256("r").jwk(), "PS512"));
  }

  @Test
  void refusesAKeyWithPrivateParts() {
    Map<String, Object> jwk = new HashMap<>(KEY.jwk());
    jwk.put("d", "AAAA");

    var refusal = assertThrows(InvalidTokenException.class, () -> checks.thumbprint(jwk));
    assertEquals("the key is not public", refusal.getMessage());
    assertFalse(checks.isUsableWith(jwk, "Ed25519"));
  }

  @Test
  void returnsKeyThumbprint() throws Exception {
    assertEquals(KEY.thumbprint(), checks.thumbprint(KEY.jwk()));
  }

  private static byte[] signature() throws Exception {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(KEY.keys().getPrivate());
    signature.update(DATA);
    return signature.sign();
  }
}
