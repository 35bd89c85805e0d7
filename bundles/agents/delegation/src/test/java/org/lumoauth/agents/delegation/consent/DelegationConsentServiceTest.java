/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.delegation.consent.DelegationConsentFixture.ACME;
import static org.lumoauth.agents.delegation.consent.DelegationConsentFixture.AGENT;
import static org.lumoauth.agents.delegation.consent.DelegationConsentFixture.ALICE;
import static org.lumoauth.agents.delegation.consent.DelegationConsentFixture.BY;
import static org.lumoauth.agents.delegation.consent.DelegationConsentFixture.DAY;
import static org.lumoauth.agents.delegation.consent.DelegationConsentFixture.GLOBEX;
import static org.lumoauth.agents.delegation.consent.DelegationConsentFixture.READ;
import static org.lumoauth.agents.delegation.consent.DelegationConsentFixture.WRITE;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.anAgent;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class DelegationConsentServiceTest {

  @DatabaseTest
  void keepsWhatWasGiven(TestDatabase database) {
    var room = new DelegationConsentFixture(database);
    assertEquals(Optional.empty(), room.scope());

    var given = room.give(DAY, READ);

    assertEquals(Optional.of(Set.of(READ)), room.scope());
    assertTrue(room.events.published(DelegationConsentService.GIVEN, given.id()));
    assertEquals("delegation.given", room.log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void addsToWhatStands(TestDatabase database) {
    var room = new DelegationConsentFixture(database);
    var first = room.give(DAY, READ);

    var second = room.give(DAY.multipliedBy(2), WRITE);

    assertEquals(first.id(), second.id());
    assertEquals(Optional.of(Set.of(READ, WRITE)), room.scope());
    assertFalse(room.events.published("delegation.revoked", first.id()));
  }

  @DatabaseTest
  void letsNothingLastLongerThatIsNotNamed(TestDatabase database) {
    var room = new DelegationConsentFixture(database);
    var first = room.give(Duration.ofHours(1), READ);

    var second = room.give(Duration.ofDays(90), WRITE);

    assertEquals(first.expiresAt(), second.expiresAt());
    assertEquals(first.id(), second.id());
    assertEquals(Optional.of(Set.of(READ, WRITE)), room.scope());
  }

  @DatabaseTest
  void letsAllLastLongerThatIsNamed(TestDatabase database) {
    var room = new DelegationConsentFixture(database);
    var first = room.give(Duration.ofHours(1), READ);

    var second = room.give(DAY, READ, WRITE);

    assertTrue(second.expiresAt().isAfter(first.expiresAt()));
  }

  @DatabaseTest
  void keepsNothingThatTheAgentIsCapableOfNoMore(TestDatabase database) {
    var room = new DelegationConsentFixture(database);
    room.give(DAY, READ, WRITE);
    room.agents.with(ACME, anAgent().withCapabilities(WRITE, Agent.ON_BEHALF).build());

    assertEquals(Set.of(WRITE), room.give(DAY.multipliedBy(2), WRITE).scope());
  }

  @DatabaseTest
  void writesDownWhatEndsWithTheEnd(TestDatabase database) {
    var room = new DelegationConsentFixture(database);
    var first = room.give(DAY, READ);
    var second = room.give(Duration.ofHours(1), READ);
    room.book.revoke(ACME, second, DelegationConsentFixture.BY);

    assertEquals(
        List.of(
            new DomainEvent("delegation.revoked", ACME.id(), first.id()),
            new DomainEvent("delegation.revoked", ACME.id(), second.id())),
        room.events.written());
  }

  @DatabaseTest
  void endsNothingThatItCantWriteDown(TestDatabase database) {
    var room = new DelegationConsentFixture(database);
    var given = room.give(DAY, READ);
    room.events.failWrites();

    assertThrows(
        RuntimeException.class, () -> room.book.revoke(ACME, given, DelegationConsentFixture.BY));
    assertThrows(RuntimeException.class, () -> room.give(Duration.ofHours(1), WRITE));

    assertEquals(Optional.of(Set.of(READ)), room.scope());
  }

  @DatabaseTest
  void endsTheTokensOfWhatWouldEndSooner(TestDatabase database) {
    var room = new DelegationConsentFixture(database);
    var first = room.give(DAY, READ);
    String token = token(room, first.id());

    var second = room.give(Duration.ofHours(1), WRITE);

    assertNotEquals(first.id(), second.id());
    assertThrows(InvalidTokenException.class, () -> room.tokens.verify(ACME, token));
    assertEquals("revoked", room.book.find(ACME, first.id()).orElseThrow().state(second.givenAt()));
    assertEquals(Optional.of(Set.of(READ, WRITE)), room.scope());
  }

  @DatabaseTest
  void endsTheTokensOfWhatIsTakenBack(TestDatabase database) {
    var room = new DelegationConsentFixture(database);
    var given = room.give(DAY, READ);
    String token = token(room, given.id());

    assertTrue(room.book.revoke(ACME, given, BY));

    assertThrows(InvalidTokenException.class, () -> room.tokens.verify(ACME, token));
    assertEquals(Optional.empty(), room.scope());
    assertTrue(room.events.published("delegation.revoked", given.id()));
    assertEquals("delegation.revoked", room.log.last(ACME.id()).event().action());
    assertFalse(room.book.revoke(ACME, given, BY), "it has ended");
    assertNotEquals(given.id(), room.give(DAY, READ).id());
  }

  @DatabaseTest
  void endsWithTheAgentThatIsDeleted(TestDatabase database) {
    var room = new DelegationConsentFixture(database);
    var given = room.give(DAY, READ);

    room.events.publish(new DomainEvent("subject.deleted", ACME.id(), AGENT.id()));

    assertEquals(Optional.empty(), room.scope());
    assertTrue(room.events.published("delegation.revoked", given.id()));
  }

  @DatabaseTest
  void isInactiveWhileUserOrAgentIsDisabled(TestDatabase database) {
    var room = new DelegationConsentFixture(database);
    room.give(DAY, READ);

    room.subjects.disabled(ACME, ALICE);
    assertEquals(Optional.empty(), room.scope());
    room.subjects.with(ACME, ALICE);
    room.agents.with(ACME, anAgent().withCapabilities(READ).build());
    assertEquals(Optional.empty(), room.scope(), "without the capability");
    room.agents.with(ACME, anAgent().withCapabilities(READ, Agent.ON_BEHALF).disabled().build());
    assertEquals(Optional.empty(), room.scope());
    room.agents.with(ACME, AGENT);
    assertEquals(Optional.of(Set.of(READ)), room.scope());
  }

  @DatabaseTest
  void refusesWhatTheAgentCanNotDoOrForTooLong(TestDatabase database) {
    var room = new DelegationConsentFixture(database);

    assertEquals("scopes", field(() -> room.give(DAY, "mail.read")));
    assertEquals("scopes", field(() -> room.give(DAY)));
    assertEquals("expiresIn", field(() -> room.give(Duration.ofDays(91), READ)));
    assertEquals("expiresIn", field(() -> room.give(Duration.ZERO, READ)));
    assertEquals(
        "agentId",
        field(() -> room.book.grant(ACME, ALICE.id(), "agt_none", Set.of(READ), DAY, BY)));
    assertEquals(List.of(), room.book.ofUser(ACME, ALICE.id()));
  }

  @DatabaseTest
  void keepsTenantsApart(TestDatabase database) {
    var room = new DelegationConsentFixture(database);
    var given = room.give(DAY, READ);

    assertEquals(Optional.empty(), room.book.find(GLOBEX, given.id()));
    assertEquals(Optional.empty(), room.standing.find(GLOBEX, ALICE, AGENT.id()));
    assertFalse(room.book.revoke(GLOBEX, given, BY));
    database.eraser(List.of("agd_delegation")).erase(GLOBEX.id());
    room.memory.onEvent(new DomainEvent("tenant.changed", GLOBEX.id(), GLOBEX.slug()));
    assertEquals(Optional.of(Set.of(READ)), room.scope());
    database.eraser(List.of("agd_delegation")).erase(ACME.id());
    room.memory.onEvent(new DomainEvent("tenant.changed", ACME.id(), ACME.slug()));
    assertEquals(Optional.empty(), room.scope());
  }

  @DatabaseTest
  void listsByUserAndAgent(TestDatabase database) {
    var room = new DelegationConsentFixture(database);
    var first = room.give(DAY, READ);
    room.book.revoke(ACME, first, BY);
    room.give(DAY, READ);
    var page = new PageRequest(1, 1, Optional.empty(), Optional.empty(), false);

    var found = room.book.list(ACME, Optional.of(ALICE.id()), Optional.of(AGENT.id()), page);

    assertEquals(2, found.total());
    assertEquals(1, found.items().size());
    assertEquals(0, room.book.list(ACME, Optional.of("usr_bob"), Optional.empty(), page).total());
  }

  private static String token(DelegationConsentFixture room, String delegationId) {
    return room.tokens
        .issue(
            ACME,
            new AccessTokenIssuanceRequest(
                aClient().build(),
                ALICE,
                List.of(new SubjectRef(SubjectRef.AGENT, AGENT.id())),
                Set.of(READ),
                List.of(),
                Duration.ofMinutes(5),
                Optional.empty(),
                Map.of("delegation_ids", List.of(delegationId))))
        .value();
  }

  private static Object field(Executable work) {
    return assertThrows(ApiException.class, work).details().get("field");
  }
}
