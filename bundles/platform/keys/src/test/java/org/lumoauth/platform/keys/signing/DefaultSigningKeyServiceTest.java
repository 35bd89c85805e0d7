/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.keys.signing.SigningKeyServiceFixture.HEADER;
import static org.lumoauth.platform.keys.signing.SigningKeyServiceFixture.OPERATOR;
import static org.lumoauth.platform.keys.signing.SigningKeyServiceFixture.PAYLOAD;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.util.Base64URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.lumoauth.api.key.InvalidSignatureException;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.KeysPersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class DefaultSigningKeyServiceTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();

  private final SigningKeyServiceFixture rings = new SigningKeyServiceFixture();

  @DatabaseTest
  void verifiesOwnSignaturesOfEveryAlgorithm(TestDatabase database) throws Exception {
    var ring = ring(database.open(KeysPersistenceUnit.DEFINITION));
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      assertEquals(PAYLOAD, ring.verify(ACME, ring.sign(ACME, algorithm, HEADER, PAYLOAD)));
    }
  }

  @DatabaseTest
  void writesAlgorithmKidAndTypIntoHeader(TestDatabase database) throws Exception {
    var ring = ring(database.open(KeysPersistenceUnit.DEFINITION));
    var header =
        JWSObject.parse(ring.sign(ACME, SigningAlgorithm.Ed25519, HEADER, PAYLOAD)).getHeader();

    assertEquals("Ed25519", header.getAlgorithm().getName());
    assertEquals("at+jwt", header.getType().getType());
    assertEquals(ring.publicKeys(ACME).get(0).get("kid"), header.getKeyID());
  }

  @DatabaseTest
  void verifiesSignatureAfterRestart(TestDatabase database) throws Exception {
    var unit = database.open(KeysPersistenceUnit.DEFINITION);
    var jws = ring(unit).sign(ACME, SigningAlgorithm.ES256, HEADER, PAYLOAD);

    assertEquals(PAYLOAD, ring(unit).verify(ACME, jws));
  }

  @DatabaseTest
  void verifiesSignaturesAcrossCryptoProviders(TestDatabase database) throws Exception {
    var unit = database.open(KeysPersistenceUnit.DEFINITION);
    var fastest = rings.deaf(unit, JcaProviderSelector.fastest());
    var jdk = rings.deaf(unit, JcaProviderSelector.jdk());
    rings.events.addListener(fastest).addListener(jdk);
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      assertEquals(PAYLOAD, jdk.verify(ACME, fastest.sign(ACME, algorithm, HEADER, PAYLOAD)));
      assertEquals(PAYLOAD, fastest.verify(ACME, jdk.sign(ACME, algorithm, HEADER, PAYLOAD)));
    }
  }

  @DatabaseTest
  void rejectsSignatureOfAnotherTenant(TestDatabase database) {
    var ring = ring(database.open(KeysPersistenceUnit.DEFINITION));
    ring.sign(ACME, SigningAlgorithm.ES256, HEADER, PAYLOAD);
    var foreign = ring.sign(GLOBEX, SigningAlgorithm.ES256, HEADER, PAYLOAD);

    assertThrows(InvalidSignatureException.class, () -> ring.verify(ACME, foreign));
  }

  /** Of a signature of 64 bytes the last character has four bits that encode nothing. */
  @DatabaseTest
  void rejectsNonCanonicalSignatureEncoding(TestDatabase database) throws Exception {
    var ring = ring(database.open(KeysPersistenceUnit.DEFINITION));
    var jws = ring.sign(ACME, SigningAlgorithm.ES256, HEADER, PAYLOAD);
    var last = jws.length() - 1;
    var next = (char) (jws.charAt(last) + 1);
    assertEquals(PAYLOAD, ring.verify(ACME, jws));

    for (String other :
        List.of(
            jws.substring(0, last) + next,
            jws + "=",
            jws + "==",
            jws + "\n",
            " " + jws,
            jws.replaceFirst("[.]", "=."),
            jws.substring(0, last) + "!" + jws.charAt(last))) {
      assertThrows(InvalidSignatureException.class, () -> ring.verify(ACME, other), other);
    }
  }

  @DatabaseTest
  void rejectsHeaderThatIsNotJsonObject(TestDatabase database) {
    var ring = ring(database.open(KeysPersistenceUnit.DEFINITION));
    for (String json : List.of("null", "[]", "1", "\"x\"", "{")) {
      var jws = Base64URL.encode(json) + ".e30.AA";
      assertThrows(InvalidSignatureException.class, () -> ring.verify(ACME, jws), json);
    }
  }

  @DatabaseTest
  void publishesNoPrivateKeyMembers(TestDatabase database) {
    var ring = ring(database.open(KeysPersistenceUnit.DEFINITION));
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      ring.publish(ACME, algorithm);
    }

    for (Map<String, Object> key : ring.publicKeys(ACME)) {
      for (String secret : List.of("d", "p", "q", "dp", "dq", "qi", "k")) {
        assertFalse(key.containsKey(secret), secret);
      }
    }
  }

  @DatabaseTest
  void signsWithNewKeyAfterRotation(TestDatabase database) throws Exception {
    var ring = ring(database.open(KeysPersistenceUnit.DEFINITION));
    ring.rotate(ACME, SigningAlgorithm.ES256, OPERATOR);
    var kid = ring.rotate(ACME, SigningAlgorithm.ES256, OPERATOR);

    var jws = JWSObject.parse(ring.sign(ACME, SigningAlgorithm.ES256, HEADER, PAYLOAD));
    assertEquals(kid, jws.getHeader().getKeyID());
  }

  @DatabaseTest
  void verifiesWithOldKeyDuringOverlap(TestDatabase database) throws Exception {
    var ring = ring(database.open(KeysPersistenceUnit.DEFINITION));
    var old = ring.sign(ACME, SigningAlgorithm.ES256, HEADER, PAYLOAD);
    ring.rotate(ACME, SigningAlgorithm.ES256, OPERATOR);
    rings.clock.advance(Duration.ofMinutes(59));

    assertEquals(PAYLOAD, ring.verify(ACME, old));
  }

  @DatabaseTest
  void rejectsOldKeyAfterOverlap(TestDatabase database) {
    var ring = ring(database.open(KeysPersistenceUnit.DEFINITION));
    var old = ring.sign(ACME, SigningAlgorithm.ES256, HEADER, PAYLOAD);
    ring.rotate(ACME, SigningAlgorithm.ES256, OPERATOR);
    rings.clock.advance(Duration.ofHours(1));

    assertThrows(InvalidSignatureException.class, () -> ring.verify(ACME, old));
  }

  @DatabaseTest
  void rotatesOnlyRequestedAlgorithm(TestDatabase database) throws Exception {
    var ring = ring(database.open(KeysPersistenceUnit.DEFINITION));
    var before = ring.rotate(ACME, SigningAlgorithm.Ed25519, OPERATOR);
    ring.rotate(ACME, SigningAlgorithm.ES256, OPERATOR);

    var jws = JWSObject.parse(ring.sign(ACME, SigningAlgorithm.Ed25519, HEADER, PAYLOAD));
    assertEquals(before, jws.getHeader().getKeyID());
  }

  @DatabaseTest
  void createsOneFirstKeyUnderConcurrency(TestDatabase database) {
    var here = ring(database.open(KeysPersistenceUnit.DEFINITION));
    var other = database.anotherServer().open(KeysPersistenceUnit.DEFINITION);
    var there = ring(other);

    IntStream.range(0, 16)
        .parallel()
        .forEach(
            n -> (n % 2 == 0 ? here : there).sign(ACME, SigningAlgorithm.ES256, HEADER, PAYLOAD));

    assertEquals(1, ring(other).publicKeys(ACME).size());
    other.close();
  }

  @DatabaseTest
  void verifiesWithKeyCreatedByAnotherNode(TestDatabase database) throws Exception {
    var unit = database.open(KeysPersistenceUnit.DEFINITION);
    var here = ring(unit);
    here.sign(ACME, SigningAlgorithm.ES256, HEADER, PAYLOAD);
    var there = ring(unit);
    there.rotate(ACME, SigningAlgorithm.ES256, OPERATOR);
    var jws = there.sign(ACME, SigningAlgorithm.ES256, HEADER, PAYLOAD);
    rings.clock.advance(Duration.ofSeconds(6));

    assertEquals(PAYLOAD, here.verify(ACME, jws));
  }

  @DatabaseTest
  void appliesRotationEventImmediately(TestDatabase database) throws Exception {
    var unit = database.open(KeysPersistenceUnit.DEFINITION);
    var here = ring(unit);
    rings.events.addListener(here);
    here.sign(ACME, SigningAlgorithm.ES256, HEADER, PAYLOAD);
    var kid = ring(unit).rotate(ACME, SigningAlgorithm.ES256, OPERATOR);

    var jws = JWSObject.parse(here.sign(ACME, SigningAlgorithm.ES256, HEADER, PAYLOAD));
    assertEquals(kid, jws.getHeader().getKeyID());
  }

  @DatabaseTest
  void erasesKeysOfTenant(TestDatabase database) {
    var ring = ring(database.open(KeysPersistenceUnit.DEFINITION));
    var jws = ring.sign(ACME, SigningAlgorithm.ES256, HEADER, PAYLOAD);
    ring.erase(ACME.id());

    assertTrue(ring.publicKeys(ACME).isEmpty());
    assertThrows(InvalidSignatureException.class, () -> ring.verify(ACME, jws));
  }

  @DatabaseTest
  void createsDifferentKeysPerTenant(TestDatabase database) {
    var ring = ring(database.open(KeysPersistenceUnit.DEFINITION));
    ring.rotate(ACME, SigningAlgorithm.ES256, OPERATOR);
    ring.rotate(GLOBEX, SigningAlgorithm.ES256, OPERATOR);

    assertNotEquals(ring.publicKeys(ACME).get(0).get("x"), ring.publicKeys(GLOBEX).get(0).get("x"));
  }

  private DefaultSigningKeyService ring(PersistenceUnit unit) {
    return rings.deaf(unit);
  }
}
