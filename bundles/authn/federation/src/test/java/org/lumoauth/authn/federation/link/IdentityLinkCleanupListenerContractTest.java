/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.link;

import static org.lumoauth.authn.federation.FederationBundleFixture.ACME;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.authn.federation.FederationBundleFixture;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.DomainEventListenerContract;

class IdentityLinkCleanupListenerContractTest extends DomainEventListenerContract {

  private TestDatabase database;
  private FederationBundleFixture room;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new FederationBundleFixture(database);
    room.links.add(
        ACME.id(),
        new IdentityLink(
            "1", "usr_ada", "google", "iss", "sub", Optional.empty(), false, Instant.EPOCH));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected DomainEventListener listener() {
    return new IdentityLinkCleanupListener(room.links);
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("subject.deleted", ACME.id(), "usr_ada");
  }

  /** It goes by the id of the tenant, and asks nobody who is served. */
  @Override
  protected void disableTenant() {}

  @Override
  protected boolean hasActed() {
    return room.links.ofUsers(ACME.id(), Set.of("usr_ada")).isEmpty();
  }
}
