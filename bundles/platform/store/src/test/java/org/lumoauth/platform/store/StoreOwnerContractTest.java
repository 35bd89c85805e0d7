package org.lumoauth.platform.store;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.store.credential.CredentialTable;
import org.lumoauth.platform.store.credential.StoredCredentials;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeSecretVault;

class StoreOwnerContractTest extends StoredTenantDataContract {

  private Fixture store;

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    store = new Fixture(database);
    var credentials =
        new StoredCredentials(
            new CredentialTable(store.unit),
            new StoredJson(),
            new FakeSecretVault(),
            new FakeIdentifiers());
    return new StoreUpkeep.Owner(store.table, store.counts, credentials, store.missed());
  }

  @AfterEach
  void close() {
    store.close();
  }
}
