/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store;

import static org.lumoauth.platform.store.StoreModuleFixture.ACME;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.store.credential.DatabaseCredentialStore;
import org.lumoauth.testkit.contract.platform.DomainEventListenerContract;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;

class StoreListenerContractTest extends DomainEventListenerContract {

  private TestDatabase database;
  private static final SubjectRef ALICE = new SubjectRef(SubjectRef.USER, "usr_alice");

  private StoreModuleFixture store;
  private DatabaseCredentialStore credentials;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    store = new StoreModuleFixture(database);
    credentials =
        new DatabaseCredentialStore(
            store.tables,
            new RecordJsonCodec(),
            new FakeSecretProtectionService(),
            new FakeIdGenerator());
    credentials.add(ACME, ALICE, "totp", new byte[] {1}, Map.of());
  }

  @AfterEach
  void close() {
    store.close();
    database.close();
  }

  @Override
  protected DomainEventListener listener() {
    return new SubjectDeletionCredentialListener(credentials);
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("subject.deleted", ACME.id(), ALICE.id());
  }

  /** It goes by the id of the tenant, and asks nobody who is served. */
  @Override
  protected void disableTenant() {}

  @Override
  protected boolean hasActed() {
    return credentials.list(ACME, ALICE, "totp").isEmpty();
  }
}
