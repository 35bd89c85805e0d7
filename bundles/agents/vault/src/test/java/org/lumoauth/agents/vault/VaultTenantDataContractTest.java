package org.lumoauth.agents.vault;

import org.lumoauth.agents.vault.connection.ConnectionStore;
import org.lumoauth.agents.vault.grant.GrantStore;
import org.lumoauth.agents.vault.grant.HandedStore;
import org.lumoauth.agents.vault.revocation.RevocationStore;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeSecretVault;

class VaultTenantDataContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var unit = new VaultUnit(database.open(VaultUnit.DEFINITION));
    var vault = new FakeSecretVault();
    return new VaultTenantData(
        new ConnectionStore(unit, vault),
        new GrantStore(unit, vault),
        new HandedStore(unit),
        new RevocationStore(unit, vault));
  }
}
