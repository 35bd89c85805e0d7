package org.lumoauth.platform.store;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.store.credential.CredentialTable;
import org.lumoauth.platform.store.credential.DatabaseCredentialStore;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeSecretVault;

class StoreOwnerContractTest extends PersistentTenantDataEraserContract {

  private Fixture store;

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    store = new Fixture(database);
    var credentials =
        new DatabaseCredentialStore(
            new CredentialTable(store.unit),
            new RecordJsonCodec(),
            new FakeSecretVault(),
            new FakeIdGenerator());
    return new StoreMaintenance.StoreDataEraser(
        store.table, store.counts, credentials, store.missed());
  }

  @AfterEach
  void close() {
    store.close();
  }
}
