package org.lumoauth.platform.keys.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.keys.signing.KeyRings.OPERATOR;
import static org.lumoauth.platform.keys.signing.KeyRings.OVERLAP;
import static org.lumoauth.platform.keys.signing.KeyRings.ids;
import static org.lumoauth.platform.keys.signing.KeyRings.sign;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import com.nimbusds.jose.JWSObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.key.InvalidSignatureException;
import org.lumoauth.api.key.SigningKeyInfo;
import org.lumoauth.api.key.SigningKeyInfo.State;
import org.lumoauth.api.key.SigningKeys.Algorithm;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.keys.KeysUnit;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class KeyRotationTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final Duration OVERHEARD = Duration.ofMinutes(2);

  private final KeyRings rings = new KeyRings();

  @DatabaseTest
  void makesNoKeyForAnAlgorithmThatIsNotUsed(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysUnit.DEFINITION));
    sign(ring, ACME, Algorithm.ES256);
    rings.background.run();

    assertEquals(Set.of(Algorithm.ES256), algorithms(ring));
  }

  @DatabaseTest
  void makesNoKeyWhenTheKeySetIsRead(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysUnit.DEFINITION));
    ring.publicKeys(ACME);
    rings.background.run();

    assertEquals(List.of(), ring.list(ACME));
  }

  @DatabaseTest
  void publishesAKeyOfAnAlgorithmWhenAskedTo(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysUnit.DEFINITION));
    ring.publish(ACME, Algorithm.RS256);

    assertEquals(ids(ring, ACME, State.CURRENT), published(ring));
  }

  @DatabaseTest
  void publishesTheNextKeySoonAfterTheFirstUse(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysUnit.DEFINITION));
    sign(ring, ACME, Algorithm.ES256);
    rings.background.run();

    assertEquals(1, ids(ring, ACME, State.NEXT).size());
    assertTrue(published(ring).containsAll(ids(ring, ACME, State.NEXT)));
  }

  @DatabaseTest
  void makesTheNextKeyOffTheWayOfTheRequest(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysUnit.DEFINITION));
    sign(ring, ACME, Algorithm.RS256);

    assertEquals(List.of(), ids(ring, ACME, State.NEXT));
  }

  @DatabaseTest
  void signsByTheKeyThatWasPublishedAsTheNext(TestDatabase database) throws Exception {
    var ring = rings.hearing(database.open(KeysUnit.DEFINITION));
    sign(ring, ACME, Algorithm.ES256);
    rings.background.run();
    var next = ids(ring, ACME, State.NEXT).get(0);
    var rotated = ring.rotate(ACME, Algorithm.ES256, OPERATOR);

    assertEquals(next, rotated);
    assertEquals(next, JWSObject.parse(sign(ring, ACME, Algorithm.ES256)).getHeader().getKeyID());
  }

  @DatabaseTest
  void publishesNextCurrentAndRetiringAfterARotation(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysUnit.DEFINITION));
    sign(ring, ACME, Algorithm.ES256);
    ring.rotate(ACME, Algorithm.ES256, OPERATOR);
    rings.background.run();

    assertEquals(
        Set.of(State.NEXT, State.CURRENT, State.RETIRING),
        ring.list(ACME).stream().map(SigningKeyInfo::state).collect(Collectors.toSet()));
    assertEquals(ring.list(ACME).stream().map(SigningKeyInfo::kid).toList(), published(ring));
  }

  @DatabaseTest
  void publishesTheRetiringKeyNoLongerThanItVerifies(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysUnit.DEFINITION));
    sign(ring, ACME, Algorithm.ES256);
    var old = ids(ring, ACME, State.CURRENT).get(0);
    ring.rotate(ACME, Algorithm.ES256, OPERATOR);
    rings.clock.advance(OVERLAP);

    assertFalse(published(ring).contains(old));
    assertFalse(ring.trusts(ACME, old));
  }

  @DatabaseTest
  void hasTheSameNextKeyAfterARestart(TestDatabase database) {
    var unit = database.open(KeysUnit.DEFINITION);
    var ring = rings.hearing(unit);
    sign(ring, ACME, Algorithm.ES256);
    rings.background.run();

    assertEquals(ids(ring, ACME, State.NEXT), ids(rings.deaf(unit), ACME, State.NEXT));
  }

  @DatabaseTest
  void makesTheNextKeyAfterARestartThatCameTooEarly(TestDatabase database) {
    var unit = database.open(KeysUnit.DEFINITION);
    sign(rings.deaf(unit), ACME, Algorithm.ES256); // and stops before its background runs
    var restarted = rings.hearing(unit);
    restarted.publicKeys(ACME);
    rings.background.run();

    assertEquals(1, ids(restarted, ACME, State.NEXT).size());
  }

  @DatabaseTest
  void makesOneNextKeyWhenTwoNodesTry(TestDatabase database) {
    var here = rings.hearing(database.open(KeysUnit.DEFINITION));
    var other = database.anotherServer().open(KeysUnit.DEFINITION);
    var there = rings.hearing(other);
    sign(here, ACME, Algorithm.ES256);
    sign(there, ACME, Algorithm.ES256);
    rings.background.run();

    assertEquals(1, ids(here, ACME, State.NEXT).size());
    assertEquals(ids(here, ACME, State.NEXT), ids(there, ACME, State.NEXT));
    other.close();
  }

  @DatabaseTest
  void endsTrustInARevokedKeyAtOnce(TestDatabase database) {
    var unit = database.open(KeysUnit.DEFINITION);
    var ring = rings.hearing(unit);
    var jws = sign(ring, ACME, Algorithm.ES256);
    var kid = ids(ring, ACME, State.CURRENT).get(0);
    ring.revoke(ACME, kid, OPERATOR);

    assertFalse(ring.trusts(ACME, kid));
    assertFalse(published(ring).contains(kid));
    assertThrows(InvalidSignatureException.class, () -> ring.verify(ACME, jws));
    assertFalse(rings.deaf(unit).trusts(ACME, kid)); // and after a restart
  }

  @DatabaseTest
  void signsByTheNextKeyWhenTheCurrentOneIsRevoked(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysUnit.DEFINITION));
    sign(ring, ACME, Algorithm.ES256);
    rings.background.run();
    var next = ids(ring, ACME, State.NEXT);
    ring.revoke(ACME, ids(ring, ACME, State.CURRENT).get(0), OPERATOR);

    assertEquals(next, ids(ring, ACME, State.CURRENT));
  }

  @DatabaseTest
  void makesANewCurrentKeyWhenTheOnlyOneWasRevoked(TestDatabase database) throws Exception {
    var ring = rings.hearing(database.open(KeysUnit.DEFINITION));
    sign(ring, ACME, Algorithm.ES256);
    var kid = ids(ring, ACME, State.CURRENT).get(0);
    ring.revoke(ACME, kid, OPERATOR);
    var jws = sign(ring, ACME, Algorithm.ES256);
    rings.background.run();

    ring.verify(ACME, jws);
    assertEquals(1, ids(ring, ACME, State.CURRENT).size());
    assertEquals(1, ids(ring, ACME, State.NEXT).size());
  }

  @DatabaseTest
  void makesAnotherNextKeyWhenTheNextOneWasRevoked(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysUnit.DEFINITION));
    sign(ring, ACME, Algorithm.ES256);
    rings.background.run();
    var next = ids(ring, ACME, State.NEXT).get(0);
    ring.revoke(ACME, next, OPERATOR);
    ring.publicKeys(ACME);
    rings.background.run();

    assertEquals(1, ids(ring, ACME, State.NEXT).size());
    assertFalse(ids(ring, ACME, State.NEXT).contains(next));
  }

  @DatabaseTest
  void revokesNoKeyOfAnotherTenant(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysUnit.DEFINITION));
    sign(ring, GLOBEX, Algorithm.ES256);
    var foreign = ids(ring, GLOBEX, State.CURRENT).get(0);

    var refusal = assertThrows(Problem.class, () -> ring.revoke(ACME, foreign, OPERATOR));
    assertEquals(404, refusal.status());
    assertTrue(ring.trusts(GLOBEX, foreign));
  }

  @DatabaseTest
  void endsTrustOnAnotherNodeThatHearsOfIt(TestDatabase database) {
    var unit = database.open(KeysUnit.DEFINITION);
    var here = rings.hearing(unit);
    var there = rings.hearing(unit);
    sign(here, ACME, Algorithm.ES256);
    var kid = ids(there, ACME, State.CURRENT).get(0);
    here.revoke(ACME, kid, OPERATOR);

    assertFalse(there.trusts(ACME, kid));
  }

  @DatabaseTest
  void endsTrustOnAnotherNodeThatHeardNothing(TestDatabase database) {
    var unit = database.open(KeysUnit.DEFINITION);
    var here = rings.hearing(unit);
    var there = rings.deaf(unit);
    sign(here, ACME, Algorithm.ES256);
    var kid = ids(there, ACME, State.CURRENT).get(0);
    here.revoke(ACME, kid, OPERATOR);
    rings.clock.advance(OVERHEARD);
    there.trusts(ACME, kid); // sets off the comparison with the store
    rings.background.run();

    assertFalse(there.trusts(ACME, kid));
  }

  @DatabaseTest
  void trustsAnUnchangedKeyAfterAComparison(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysUnit.DEFINITION));
    sign(ring, ACME, Algorithm.ES256);
    var kid = ids(ring, ACME, State.CURRENT).get(0);
    rings.clock.advance(OVERHEARD);
    ring.trusts(ACME, kid);
    rings.background.run();

    assertTrue(ring.trusts(ACME, kid));
  }

  @DatabaseTest
  void recordsWhatHappenedToKeys(TestDatabase database) {
    var ring = rings.hearing(database.open(KeysUnit.DEFINITION));
    sign(ring, ACME, Algorithm.ES256);
    rings.background.run();
    var kid = ring.rotate(ACME, Algorithm.ES256, OPERATOR);
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
  void makesNoNextKeyForATenantThatIsErasedMeanwhile(TestDatabase database) {
    var unit = database.open(KeysUnit.DEFINITION);
    var ring = rings.hearing(unit);
    sign(ring, ACME, Algorithm.ES256);
    ring.erase(ACME.id());
    rings.background.run();

    assertEquals(List.of(), rings.deaf(unit).list(ACME));
  }

  private static Set<Algorithm> algorithms(SigningKeyRing ring) {
    return ring.list(ACME).stream().map(SigningKeyInfo::algorithm).collect(Collectors.toSet());
  }

  private static List<String> published(SigningKeyRing ring) {
    return ring.publicKeys(ACME).stream().map(key -> (String) key.get("kid")).toList();
  }
}
