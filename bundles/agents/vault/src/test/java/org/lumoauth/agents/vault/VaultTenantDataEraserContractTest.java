package org.lumoauth.agents.vault;

import org.lumoauth.agents.vault.connection.ConnectionStore;
import org.lumoauth.agents.vault.grant.DeliveredTokenStore;
import org.lumoauth.agents.vault.grant.VaultGrantStore;
import org.lumoauth.agents.vault.revocation.ProviderRevocationStore;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeSecretVault;

class VaultTenantDataEraserContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var unit = new VaultSqlGateway(database.open(VaultSqlGateway.DEFINITION));
    var vault = new FakeSecretVault();
    return new VaultTenantDataEraser(
        new ConnectionStore(unit, vault),
        new VaultGrantStore(unit, vault),
        new DeliveredTokenStore(unit),
        new ProviderRevocationStore(unit, vault));
  }
}
