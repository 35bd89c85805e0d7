/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers;

import static org.lumoauth.oauth.trustedissuers.TrustedIssuerBundleFixture.ACME;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.DomainEventListenerContract;

class UserDeletionSubjectLinkListenerContractTest extends DomainEventListenerContract {

  private TestDatabase database;
  private TrustedIssuerBundleFixture room;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new TrustedIssuerBundleFixture(database);
    var link = new SubjectLink("lnk_1", "them", "usr_ada", Instant.EPOCH);
    room.linkStore.add(ACME.id(), "tis_1", link);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected DomainEventListener listener() {
    return new UserDeletionSubjectLinkListener(room.linkStore);
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
    return room.linkStore.find(ACME.id(), "tis_1", "lnk_1").isEmpty();
  }
}
