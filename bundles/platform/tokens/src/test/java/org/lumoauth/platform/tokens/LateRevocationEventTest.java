/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.platform.tokens.TokenServiceFixture.ACME;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.platform.persistence.id.UlidIdGenerator;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.tokens.settings.TokensConfigFactory;
import org.lumoauth.platform.tokens.status.PrincipalStatusGuard;

/** A late event revokes the tokens that existed at the time of the event. */
class LateRevocationEventTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @DatabaseTest
  void revokesTokensIssuedBeforeSubjectWasDisabled(TestDatabase database) throws Exception {
    assertEquals(false, holdsAfter("subject.disabled", Instant.now().plus(MINUTE), database));
  }

  @DatabaseTest
  void preservesTokensIssuedAfterSubjectWasDisabled(TestDatabase database) throws Exception {
    assertEquals(true, holdsAfter("subject.disabled", Instant.now().minus(MINUTE), database));
  }

  @DatabaseTest
  void revokesTokensIssuedBeforePasswordChange(TestDatabase database) throws Exception {
    assertEquals(false, holdsAfter("user.password-changed", Instant.now().plus(MINUTE), database));
  }

  @DatabaseTest
  void preservesTokensIssuedAfterPasswordChange(TestDatabase database) throws Exception {
    assertEquals(true, holdsAfter("user.password-changed", Instant.now().minus(MINUTE), database));
  }

  @DatabaseTest
  void revokesEveryTokenOfDeletedSubject(TestDatabase database) throws Exception {
    assertEquals(false, holdsAfter("subject.deleted", Instant.now().minus(MINUTE), database));
  }

  /** Whether a token that is made now holds when it is heard then. */
  private static boolean holdsAfter(String type, Instant when, TestDatabase database)
      throws InvalidTokenException {
    var world =
        new TokenServiceFixture(database.open(TestDatabase.tablesOf(TokenServiceComponent.class)));
    var unit = database.open(TestDatabase.tablesOf(TokenServiceComponent.class));
    var service =
        new TokenServiceComponent(
            TokensConfigFactory.signing("ES256"),
            unit,
            new PrincipalStatusGuard(world.tenants, world.clients, world.subjects),
            world.keys,
            world.choice,
            new UlidIdGenerator(),
            world.events,
            world.registry,
            world.names,
            InstantSource.system());
    var token = service.verify(ACME, service.issue(ACME, TokenServiceFixture.delegated()).value());

    service.onMissedEvent(new DomainEvent(type, ACME.id(), TokenServiceFixture.USER.id()), when);

    service.stopPurging();
    return service.isStillValid(ACME, token);
  }
}
