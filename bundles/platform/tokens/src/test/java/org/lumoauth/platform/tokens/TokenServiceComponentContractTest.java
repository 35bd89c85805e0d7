/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens;

import static org.lumoauth.platform.tokens.TokenServiceFixture.ACME;

import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.tokens.settings.TokensConfigFactory;
import org.lumoauth.platform.tokens.status.PrincipalStatusGuard;
import org.lumoauth.testkit.contract.platform.DomainEventListenerContract;

class TokenServiceComponentContractTest extends DomainEventListenerContract {

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
    token = service.verify(ACME, service.issue(ACME, TokenServiceFixture.delegated()).value());
  }

  @AfterEach
  void close() {
    service.stopPurging();
    database.close();
  }

  @Override
  protected DomainEventListener listener() {
    return service;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("subject.disabled", ACME.id(), TokenServiceFixture.USER.id());
  }

  /** It goes by the id of the tenant, and asks nobody who is served. */
  @Override
  protected void disableTenant() {}

  @Override
  protected boolean hasActed() {
    return !service.isStillValid(ACME, token);
  }
}
