package org.lumoauth.authn.federation;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.authn.federation.link.LinkStore;
import org.lumoauth.authn.federation.provider.ProviderMemory;
import org.lumoauth.authn.federation.provider.ProviderStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the providers and links of a tenant that is deleted. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=authn-federation"})
public final class FederationOfTenants implements TenantDataOwner {

  private final ProviderStore providers;
  private final ProviderMemory memory;
  private final LinkStore links;

  @Activate
  public FederationOfTenants(
      @Reference ProviderStore providers,
      @Reference ProviderMemory memory,
      @Reference LinkStore links) {
    this.providers = providers;
    this.memory = memory;
    this.links = links;
  }

  @Override
  public void erase(String tenantId) {
    links.erase(tenantId);
    providers.erase(tenantId);
    memory.forget(tenantId);
  }
}
