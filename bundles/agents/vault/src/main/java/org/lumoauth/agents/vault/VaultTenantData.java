package org.lumoauth.agents.vault;

import org.lumoauth.agents.vault.connection.ConnectionStore;
import org.lumoauth.agents.vault.grant.GrantStore;
import org.lumoauth.agents.vault.grant.HandedStore;
import org.lumoauth.agents.vault.revocation.RevocationStore;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes what is kept of a tenant that is deleted. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=agents-vault"})
public final class VaultTenantData implements TenantDataOwner {

  private final ConnectionStore connections;
  private final GrantStore grants;
  private final HandedStore handed;
  private final RevocationStore revocations;

  @Activate
  public VaultTenantData(
      @Reference ConnectionStore connections,
      @Reference GrantStore grants,
      @Reference HandedStore handed,
      @Reference RevocationStore revocations) {
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
