/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.provider;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Returns the enabled providers of a tenant. */
@Component(service = EnabledProviderQuery.class)
public final class EnabledProviderQuery {

  private final SocialProviderCache providers;
  private final FederationConnectorRegistry connectors;
  private final SettingsStore settings;

  @Activate
  public EnabledProviderQuery(
      @Reference SocialProviderCache providers,
      @Reference FederationConnectorRegistry connectors,
      @Reference SettingsStore settings) {
    this.providers = providers;
    this.connectors = connectors;
    this.settings = settings;
  }

  /** Returns all enabled providers of a tenant, by number. */
  public List<SocialProvider> all(TenantContext tenant) {
    return FederationSettings.ENABLED.read(settings, tenant)
        ? providers.get(tenant.id()).stream().filter(this::open).toList()
        : List.of();
  }

  /** Returns the enabled provider with this name. */
  public Optional<SocialProvider> find(TenantContext tenant, String provider) {
    return all(tenant).stream().filter(each -> each.provider().equals(provider)).findFirst();
  }

  private boolean open(SocialProvider provider) {
    return provider.settings().enabled() && connectors.has(provider.settings().connector());
  }
}
