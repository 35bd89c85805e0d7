/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.keys.signing.SigningKeyServiceFixture.OPERATOR;
import static org.lumoauth.platform.keys.signing.SigningKeyServiceFixture.OVERLAP;
import static org.lumoauth.platform.keys.signing.SigningKeyServiceFixture.ids;
import static org.lumoauth.platform.keys.signing.SigningKeyServiceFixture.sign;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import com.nimbusds.jose.JWSObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.key.InvalidSignatureException;
import org.lumoauth.api.key.SigningKeyInfo;
import org.lumoauth.api.key.SigningKeyInfo.SigningKeyState;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.keys.KeysPersistenceUnit;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class SigningKeyRotationServiceTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final Duration OVERHEARD = Duration.ofMinutes(2);

  private final SigningKeyServiceFixture rings = new SigningKeyServiceFixture();

  @DatabaseTest
  void createsNoKeyForUnusedAlgorithm(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysPersistenceUnit.DEFINITION));
    sign(ring, ACME, SigningAlgorithm.ES256);
    rings.background.run();

    assertEquals(Set.of(SigningAlgorithm.ES256), algorithms(ring));
  }

  @DatabaseTest
  void createsNoKeyOnKeySetRead(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysPersistenceUnit.DEFINITION));
    ring.publicKeys(ACME);
    rings.background.run();

    assertEquals(List.of(), ring.list(ACME));
  }

  @DatabaseTest
  void publishesKeyOfRequestedAlgorithm(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysPersistenceUnit.DEFINITION));
    ring.publish(ACME, SigningAlgorithm.RS256);

    assertEquals(ids(ring, ACME, SigningKeyState.CURRENT), published(ring));
  }

  @DatabaseTest
  void publishesNextKeyAfterFirstUse(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysPersistenceUnit.DEFINITION));
    sign(ring, ACME, SigningAlgorithm.ES256);
    rings.background.run();

    assertEquals(1, ids(ring, ACME, SigningKeyState.NEXT).size());
    assertTrue(published(ring).containsAll(ids(ring, ACME, SigningKeyState.NEXT)));
  }

  @DatabaseTest
  void createsNextKeyInBackground(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysPersistenceUnit.DEFINITION));
    sign(ring, ACME, SigningAlgorithm.RS256);

    assertEquals(List.of(), ids(ring, ACME, SigningKeyState.NEXT));
  }

  @DatabaseTest
  void signsWithPublishedNextKeyAfterRotation(TestDatabase database) throws Exception {
    var ring = rings.hearing(database.open(KeysPersistenceUnit.DEFINITION));
    sign(ring, ACME, SigningAlgorithm.ES256);
    rings.background.run();
    var next = ids(ring, ACME, SigningKeyState.NEXT).get(0);
    var rotated = ring.rotate(ACME, SigningAlgorithm.ES256, OPERATOR);

    assertEquals(next, rotated);
    assertEquals(
        next, JWSObject.parse(sign(ring, ACME, SigningAlgorithm.ES256)).getHeader().getKeyID());
  }

  @DatabaseTest
  void publishesNextCurrentAndRetiringKeysAfterRotation(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysPersistenceUnit.DEFINITION));
    sign(ring, ACME, SigningAlgorithm.ES256);
    ring.rotate(ACME, SigningAlgorithm.ES256, OPERATOR);
    rings.background.run();

    assertEquals(
        Set.of(SigningKeyState.NEXT, SigningKeyState.CURRENT, SigningKeyState.RETIRING),
        ring.list(ACME).stream().map(SigningKeyInfo::state).collect(Collectors.toSet()));
    assertEquals(ring.list(ACME).stream().map(SigningKeyInfo::kid).toList(), published(ring));
  }

  @DatabaseTest
  void removesRetiringKeyAfterOverlap(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysPersistenceUnit.DEFINITION));
    sign(ring, ACME, SigningAlgorithm.ES256);
    var old = ids(ring, ACME, SigningKeyState.CURRENT).get(0);
    ring.rotate(ACME, SigningAlgorithm.ES256, OPERATOR);
    rings.clock.advance(OVERLAP);

    assertFalse(published(ring).contains(old));
    assertFalse(ring.isTrusted(ACME, old));
  }

  @DatabaseTest
  void loadsSameNextKeyAfterRestart(TestDatabase database) {
    var unit = database.open(KeysPersistenceUnit.DEFINITION);
    var ring = rings.hearing(unit);
    sign(ring, ACME, SigningAlgorithm.ES256);
    rings.background.run();

    assertEquals(
        ids(ring, ACME, SigningKeyState.NEXT), ids(rings.deaf(unit), ACME, SigningKeyState.NEXT));
  }

  @DatabaseTest
  void createsNextKeyAfterEarlyRestart(TestDatabase database) {
    var unit = database.open(KeysPersistenceUnit.DEFINITION);
    sign(rings.deaf(unit), ACME, SigningAlgorithm.ES256); // and stops before its background runs
    var restarted = rings.hearing(unit);
    restarted.publicKeys(ACME);
    rings.background.run();

    assertEquals(1, ids(restarted, ACME, SigningKeyState.NEXT).size());
  }

  @DatabaseTest
  void createsOneNextKeyForTwoNodes(TestDatabase database) {
    var here = rings.hearing(database.open(KeysPersistenceUnit.DEFINITION));
    var other = database.anotherServer().open(KeysPersistenceUnit.DEFINITION);
    var there = rings.hearing(other);
    sign(here, ACME, SigningAlgorithm.ES256);
    sign(there, ACME, SigningAlgorithm.ES256);
    rings.background.run();

    assertEquals(1, ids(here, ACME, SigningKeyState.NEXT).size());
    assertEquals(ids(here, ACME, SigningKeyState.NEXT), ids(there, ACME, SigningKeyState.NEXT));
    other.close();
  }

  @DatabaseTest
  void distrustsRevokedKeyImmediately(TestDatabase database) {
    var unit = database.open(KeysPersistenceUnit.DEFINITION);
    var ring = rings.hearing(unit);
    var jws = sign(ring, ACME, SigningAlgorithm.ES256);
    var kid = ids(ring, ACME, SigningKeyState.CURRENT).get(0);
    ring.revoke(ACME, kid, OPERATOR);

    assertFalse(ring.isTrusted(ACME, kid));
    assertFalse(published(ring).contains(kid));
    assertThrows(InvalidSignatureException.class, () -> ring.verify(ACME, jws));
    assertFalse(rings.deaf(unit).isTrusted(ACME, kid)); // and after a restart
  }

  @DatabaseTest
  void signsWithNextKeyIfCurrentIsRevoked(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysPersistenceUnit.DEFINITION));
    sign(ring, ACME, SigningAlgorithm.ES256);
    rings.background.run();
    var next = ids(ring, ACME, SigningKeyState.NEXT);
    ring.revoke(ACME, ids(ring, ACME, SigningKeyState.CURRENT).get(0), OPERATOR);

    assertEquals(next, ids(ring, ACME, SigningKeyState.CURRENT));
  }

  @DatabaseTest
  void createsCurrentKeyIfOnlyKeyIsRevoked(TestDatabase database) throws Exception {
    var ring = rings.hearing(database.open(KeysPersistenceUnit.DEFINITION));
    sign(ring, ACME, SigningAlgorithm.ES256);
    var kid = ids(ring, ACME, SigningKeyState.CURRENT).get(0);
    ring.revoke(ACME, kid, OPERATOR);
    var jws = sign(ring, ACME, SigningAlgorithm.ES256);
    rings.background.run();

    ring.verify(ACME, jws);
    assertEquals(1, ids(ring, ACME, SigningKeyState.CURRENT).size());
    assertEquals(1, ids(ring, ACME, SigningKeyState.NEXT).size());
  }

  @DatabaseTest
  void createsNextKeyIfNextIsRevoked(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysPersistenceUnit.DEFINITION));
    sign(ring, ACME, SigningAlgorithm.ES256);
    rings.background.run();
    var next = ids(ring, ACME, SigningKeyState.NEXT).get(0);
    ring.revoke(ACME, next, OPERATOR);
    ring.publicKeys(ACME);
    rings.background.run();

    assertEquals(1, ids(ring, ACME, SigningKeyState.NEXT).size());
    assertFalse(ids(ring, ACME, SigningKeyState.NEXT).contains(next));
  }

  @DatabaseTest
  void rejectsRevocationOfKeyOfAnotherTenant(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysPersistenceUnit.DEFINITION));
    sign(ring, GLOBEX, SigningAlgorithm.ES256);
    var foreign = ids(ring, GLOBEX, SigningKeyState.CURRENT).get(0);

    var refusal = assertThrows(ApiException.class, () -> ring.revoke(ACME, foreign, OPERATOR));
    assertEquals(404, refusal.status());
    assertTrue(ring.isTrusted(GLOBEX, foreign));
  }

  @DatabaseTest
  void propagatesRevocationByEvent(TestDatabase database) {
    var unit = database.open(KeysPersistenceUnit.DEFINITION);
    var here = rings.hearing(unit);
    var there = rings.hearing(unit);
    sign(here, ACME, SigningAlgorithm.ES256);
    var kid = ids(there, ACME, SigningKeyState.CURRENT).get(0);
    here.revoke(ACME, kid, OPERATOR);

    assertFalse(there.isTrusted(ACME, kid));
  }

  @DatabaseTest
  void appliesRevocationWithoutEventAfterComparison(TestDatabase database) {
    var unit = database.open(KeysPersistenceUnit.DEFINITION);
    var here = rings.hearing(unit);
    var there = rings.deaf(unit);
    sign(here, ACME, SigningAlgorithm.ES256);
    var kid = ids(there, ACME, SigningKeyState.CURRENT).get(0);
    here.revoke(ACME, kid, OPERATOR);
    rings.clock.advance(OVERHEARD);
    there.isTrusted(ACME, kid); // sets off the comparison with the store
    rings.background.run();

    assertFalse(there.isTrusted(ACME, kid));
  }

  @DatabaseTest
  void trustsUnchangedKeyAfterComparison(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysPersistenceUnit.DEFINITION));
    sign(ring, ACME, SigningAlgorithm.ES256);
    var kid = ids(ring, ACME, SigningKeyState.CURRENT).get(0);
    rings.clock.advance(OVERHEARD);
    ring.isTrusted(ACME, kid);
    rings.background.run();

    assertTrue(ring.isTrusted(ACME, kid));
  }

  @DatabaseTest
  void auditsKeyLifecycle(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysPersistenceUnit.DEFINITION));
    sign(ring, ACME, SigningAlgorithm.ES256);
    rings.background.run();
    var kid = ring.rotate(ACME, SigningAlgorithm.ES256, OPERATOR);
    ring.revoke(ACME, kid, OPERATOR);

    assertEquals(
        List.of(
            "signing_key.created",
            "signing_key.created",
            "signing_key.rotated",
            "signing_key.revoked"),
        rings.audit.actions(ACME.id()));
    var last = rings.audit.last(ACME.id()).event();
    assertEquals(kid, last.target().orElseThrow().id());
    assertEquals(OPERATOR.actor(), last.actor());
  }

  @DatabaseTest
  void createsNoNextKeyForErasedTenant(TestDatabase database) {
    var unit = database.open(KeysPersistenceUnit.DEFINITION);
    var ring = rings.hearing(unit);
    sign(ring, ACME, SigningAlgorithm.ES256);
    ring.erase(ACME.id());
    rings.background.run();

    assertEquals(List.of(), rings.deaf(unit).list(ACME));
  }

  private static Set<SigningAlgorithm> algorithms(DefaultSigningKeyService ring) {
    return ring.list(ACME).stream().map(SigningKeyInfo::algorithm).collect(Collectors.toSet());
  }

  private static List<String> published(DefaultSigningKeyService ring) {
    return ring.publicKeys(ACME).stream().map(key -> (String) key.get("kid")).toList();
  }
}
