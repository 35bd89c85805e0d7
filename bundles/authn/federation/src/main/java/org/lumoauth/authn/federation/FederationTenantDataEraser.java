package org.lumoauth.authn.federation;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.authn.federation.link.IdentityLinkStore;
import org.lumoauth.authn.federation.provider.SocialProviderCache;
import org.lumoauth.authn.federation.provider.SocialProviderStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the providers and links of a deleted tenant. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=authn-federation"})
public final class FederationTenantDataEraser implements TenantDataEraser {

  private final SocialProviderStore providers;
  private final SocialProviderCache memory;
  private final IdentityLinkStore links;

  @Activate
  public FederationTenantDataEraser(
      @Reference SocialProviderStore providers,
      @Reference SocialProviderCache memory,
      @Reference IdentityLinkStore links) {
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
