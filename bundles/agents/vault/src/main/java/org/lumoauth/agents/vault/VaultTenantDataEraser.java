package org.lumoauth.agents.vault;

import org.lumoauth.agents.vault.connection.ConnectionStore;
import org.lumoauth.agents.vault.grant.DeliveredTokenStore;
import org.lumoauth.agents.vault.grant.VaultGrantStore;
import org.lumoauth.agents.vault.revocation.ProviderRevocationStore;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes the data of a deleted tenant. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=agents-vault"})
public final class VaultTenantDataEraser implements TenantDataEraser {

  private final ConnectionStore connections;
  private final VaultGrantStore grants;
  private final DeliveredTokenStore handed;
  private final ProviderRevocationStore revocations;

  @Activate
  public VaultTenantDataEraser(
      @Reference ConnectionStore connections,
      @Reference VaultGrantStore grants,
      @Reference DeliveredTokenStore handed,
      @Reference ProviderRevocationStore revocations) {
    this.connections = connections;
    this.grants = grants;
    this.handed = handed;
    this.revocations = revocations;
  }

  @Override
  public void erase(String tenantId) {
    connections.erase(tenantId);
    grants.erase(tenantId);
    handed.erase(tenantId);
    revocations.erase(tenantId);
  }
}
