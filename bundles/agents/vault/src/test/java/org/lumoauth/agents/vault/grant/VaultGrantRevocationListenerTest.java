/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.vault.VaultBundleFixture.ACME;
import static org.lumoauth.agents.vault.VaultBundleFixture.ADA;
import static org.lumoauth.agents.vault.VaultBundleFixture.AGENT;
import static org.lumoauth.agents.vault.VaultBundleFixture.GLOBEX;

import java.time.Instant;
import java.util.List;
import org.lumoauth.agents.vault.VaultBundleFixture;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class VaultGrantRevocationListenerTest {

  @DatabaseTest
  void endsTheGrantsOfAUserWhoIsStopped(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var connection = room.connection();
    for (String type : List.of("subject.disabled", "subject.deleted")) {
      room.linked(connection);

      room.events.publish(new DomainEvent(type, ACME.id(), ADA.id()));

      assertEquals(List.of(), room.grants.findByHolder(ACME.id(), ADA.id()));
    }
  }

  @DatabaseTest
  void withdrawsTheTokenThatAStoppedAgentHasAndNoOther(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var had = room.linked(room.connection());
    var other = room.linked(room.connection());
    room.handed.recordDelivery(ACME.id(), had, AGENT.id(), Instant.now());

    room.events.publish(new DomainEvent("subject.disabled", ACME.id(), AGENT.id()));

    assertFalse(room.now(had).holds(Instant.now()));
    assertEquals(VaultGrantStatus.ACTIVE, room.now(had).status(), "others get a new one");
    assertTrue(room.now(other).holds(Instant.now()));
    assertEquals(1, room.waiting(), "the access token alone");
    assertEquals("connection.token_withdrawn", room.log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void leavesAGrantThatWasMadeSinceWhereTheEventComesLate(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var before = room.linked(room.connection());
    room.now = room.now.plusSeconds(60);
    var since = room.linked(room.connection());

    room.ends.onMissedEvent(
        new DomainEvent("subject.disabled", ACME.id(), ADA.id()), room.now.minusSeconds(30));

    assertTrue(room.grants.find(ACME.id(), before.id()).isEmpty());
    assertTrue(room.grants.find(ACME.id(), since.id()).isPresent());
  }

  @DatabaseTest
  void leavesATokenThatCameSinceWhereTheEventComesLate(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var grant = room.linked(room.connection());
    room.handed.recordDelivery(ACME.id(), grant, AGENT.id(), room.now);

    room.ends.onMissedEvent(
        new DomainEvent("subject.disabled", ACME.id(), AGENT.id()), room.now.minusSeconds(30));
    assertTrue(room.now(grant).holds(room.now));

    room.ends.onMissedEvent(
        new DomainEvent("subject.disabled", ACME.id(), AGENT.id()), room.now.plusSeconds(30));
    assertFalse(room.now(grant).holds(room.now));
  }

  @DatabaseTest
  void endsEveryGrantOfAUserWhoIsGoneHoweverLateThatIsHeard(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    room.linked(room.connection());

    room.ends.onMissedEvent(
        new DomainEvent("subject.deleted", ACME.id(), ADA.id()), room.now.minusSeconds(30));

    assertEquals(List.of(), room.grants.findByHolder(ACME.id(), ADA.id()));
  }

  @DatabaseTest
  void withdrawsNothingThatWasRenewedSince(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var had = room.linked(room.connection());
    room.handed.recordDelivery(ACME.id(), had, AGENT.id(), Instant.now());
    room.grants.renew(
        ACME.id(), had, VaultBundleFixture.tokens("a", "r"), List.of(), Instant.now());

    room.events.publish(new DomainEvent("subject.disabled", ACME.id(), AGENT.id()));

    assertTrue(room.now(had).holds(Instant.now()));
    assertEquals(0, room.waiting());
  }

  @DatabaseTest
  void withdrawsTheLastTokenWhateverIsRecordedLate(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var first = room.linked(room.connection());
    room.grants.renew(
        ACME.id(), first, VaultBundleFixture.tokens("a", "r"), List.of(), Instant.now());
    room.handed.recordDelivery(ACME.id(), room.now(first), AGENT.id(), Instant.now());
    room.handed.recordDelivery(ACME.id(), first, AGENT.id(), Instant.now());

    room.events.publish(new DomainEvent("subject.disabled", ACME.id(), AGENT.id()));

    assertFalse(room.now(first).holds(Instant.now()));
  }

  @DatabaseTest
  void leavesTheNewTokenAloneWhereAnotherNodeHasWithdrawnTheOld(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var connection = room.connection();
    var grant = room.linked(connection);
    room.handed.recordDelivery(ACME.id(), grant, AGENT.id(), Instant.now());
    var had = room.handed.findByAgent(ACME.id(), AGENT.id()).get(0);
    room.end.revokeDelivered(ACME, connection, had);
    room.grants.renew(
        ACME.id(), room.now(grant), VaultBundleFixture.tokens("a", "r"), List.of(), Instant.now());

    room.end.revokeDelivered(ACME, connection, had);

    assertTrue(room.now(grant).holds(Instant.now()));
    assertEquals(1, room.waiting());
  }

  @DatabaseTest
  void endsTheGrantsOfConnectionsThatWereForADeletedAgentAlone(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var alone = room.connection("agent_ids", List.of(AGENT.id()));
    var shared = room.connection();
    room.linked(alone);
    room.linked(shared);

    room.events.publish(new DomainEvent("subject.deleted", ACME.id(), AGENT.id()));

    assertEquals(List.of(), room.grants.findByConnection(ACME.id(), alone.id()));
    assertEquals(1, room.grants.findByConnection(ACME.id(), shared.id()).size());
  }

  @DatabaseTest
  void withdrawsTheTokenOfAUserWhoTookTheDelegationBack(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var grant = room.linked(room.connection());
    room.handed.recordDelivery(ACME.id(), grant, AGENT.id(), Instant.now());
    room.delegated.add(ADA.id() + " " + AGENT.id());
    var revoked = new DomainEvent("delegation.revoked", ACME.id(), "del_1");

    room.events.publish(revoked);
    assertTrue(room.now(grant).holds(Instant.now()), "it was another delegation");
    room.delegated.clear();
    room.events.publish(revoked);

    assertFalse(room.now(grant).holds(Instant.now()));
  }

  @DatabaseTest
  void leavesOtherTenantsAlone(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var grant = room.linked(room.connection());
    room.handed.recordDelivery(ACME.id(), grant, AGENT.id(), Instant.now());

    for (String type : List.of("subject.disabled", "subject.deleted", "delegation.revoked")) {
      room.events.publish(new DomainEvent(type, GLOBEX.id(), ADA.id()));
      room.events.publish(new DomainEvent(type, GLOBEX.id(), AGENT.id()));
    }

    assertEquals(grant, room.now(grant));
  }
}
