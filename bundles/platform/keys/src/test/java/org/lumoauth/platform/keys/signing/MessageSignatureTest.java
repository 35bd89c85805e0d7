/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.KeysPersistenceUnit;
import org.lumoauth.platform.keys.foreign.ForeignSignatureVerifier;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Signatures over content that is not a JWS. */
class MessageSignatureTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final byte[] BASE = "\"@method\": POST\n".getBytes(StandardCharsets.US_ASCII);

  private final SigningKeyServiceFixture rings = new SigningKeyServiceFixture();
  private final ForeignSignatureVerifier checks =
      new ForeignSignatureVerifier(JcaProviderSelector.jdk());

  @DatabaseTest
  void signsWithReferencedKey(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysPersistenceUnit.DEFINITION));
    for (SigningAlgorithm algorithm : List.of(SigningAlgorithm.Ed25519, SigningAlgorithm.ES256)) {
      var signing = ring.currentKey(ACME, algorithm);
      byte[] signature = signing.sign(BASE);

      Map<String, Object> key = published(ring, ACME, signing.kid());
      assertTrue(checks.verifies(key, algorithm.name(), BASE, signature), algorithm.name());
    }
  }

  @DatabaseTest
  void doesNotSignWithKeyOfAnotherTenant(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysPersistenceUnit.DEFINITION));
    byte[] foreign = ring.currentKey(GLOBEX, SigningAlgorithm.Ed25519).sign(BASE);

    Map<String, Object> key =
        published(ring, ACME, ring.currentKey(ACME, SigningAlgorithm.Ed25519).kid());
    assertFalse(checks.verifies(key, "Ed25519", BASE, foreign));
  }

  /** Else whoever chooses what is signed could have a token made. */
  @DatabaseTest
  void rejectsMessageThatLooksLikeJws(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysPersistenceUnit.DEFINITION));
    String token = ring.sign(ACME, SigningAlgorithm.Ed25519, Map.of("typ", "at+jwt"), "{}");
    String input = token.substring(0, token.lastIndexOf('.'));
    for (String text : List.of(input, "IHsiYWxnIjoiRWQyNTUxOSJ9.e30", "-", "_", "Z", "9", "")) {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      var refusal =
          assertThrows(
              IllegalArgumentException.class,
              () -> ring.currentKey(ACME, SigningAlgorithm.Ed25519).sign(bytes),
              text);
      assertEquals("the message to sign must not look like a JWS", refusal.getMessage());
    }
  }

  private static Map<String, Object> published(
      DefaultSigningKeyService ring, TenantContext of, String kid) {
    List<Map<String, Object>> found =
        ring.publicKeys(of).stream().filter(key -> key.get("kid").equals(kid)).toList();
    assertEquals(1, found.size());
    return found.get(0);
  }
}
