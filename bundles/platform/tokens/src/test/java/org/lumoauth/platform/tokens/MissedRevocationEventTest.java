/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.tokens.TokenServiceFixture.ACME;
import static org.lumoauth.platform.tokens.TokenServiceFixture.USER;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenRevocationEvent;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.tokens.settings.TokensConfigFactory;
import org.lumoauth.platform.tokens.status.PrincipalStatusGuard;

/** Token revocation for events that were missed. */
class MissedRevocationEventTest {
  private static final Instant WHEN = Instant.parse("2026-11-24T12:00:00Z");

  private TestDatabase database;
  private TokenServiceComponent service;
  private VerifiedToken token;

  @BeforeEach
  void open() throws InvalidTokenException {
    database = TestDatabase.inMemory();
    var world =
        new TokenServiceFixture(database.open(TestDatabase.tablesOf(TokenServiceComponent.class)));
    service =
        new TokenServiceComponent(
            TokensConfigFactory.signing("ES256"),
            database.open(TestDatabase.tablesOf(TokenServiceComponent.class)),
            new PrincipalStatusGuard(world.tenants, world.clients, world.subjects),
            world.keys,
            world.choice,
            world.identifiers,
            world.events,
            world.registry,
            world.names,
            InstantSource.system());
    var request =
        TokenServiceFixture.request(
            USER,
            List.of(),
            List.of(),
            Map.of("grant_id", "grn_1", "sid", "ses_1", "delegation_ids", List.of("dlg_1")));
    token = service.verify(ACME, service.issue(ACME, request).value());
  }

  @AfterEach
  void close() {
    service.stopPurging();
    database.close();
  }

  @ParameterizedTest
  @CsvSource({"session.ended, ses_1", "grant.ended, grn_1", "delegation.revoked, dlg_1"})
  void revokesTokensOfEndedSessionGrantOrDelegation(String type, String id) {
    assertTrue(service.isStillValid(ACME, token));

    service.onMissedEvent(new DomainEvent(type, ACME.id(), id), WHEN);

    assertFalse(service.isStillValid(ACME, token));
  }

  @Test
  void revokesTokensOfTask() {
    service.onMissedEvent(new DomainEvent("jit.task.closing", ACME.id(), "grn_1"), WHEN);

    assertFalse(service.isStillValid(ACME, token));
  }

  @Test
  void revokesTokensOfClient() {
    var client =
        new TokenRevocationEvent(ACME.id(), new SubjectRef(SubjectRef.CLIENT, token.clientId()));

    service.onMissedEvent(client.toEvent(), Instant.now());

    assertFalse(service.isStillValid(ACME, token));
  }

  @Test
  void preservesOtherTokens() {
    service.onMissedEvent(new DomainEvent("session.ended", ACME.id(), "ses_2"), WHEN);
    service.onMissedEvent(
        new DomainEvent("session.ended", TokenServiceFixture.GLOBEX.id(), "ses_1"), WHEN);
    service.onMissedEvent(new DomainEvent("grant.ended", ACME.id(), "ses_1"), WHEN);

    assertTrue(service.isStillValid(ACME, token));
  }
}
