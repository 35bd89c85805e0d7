/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.render;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.authorization.ScopeDescriptionProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Provides a tenant's descriptions of its own scopes. */
@Component(service = TenantScopeDescriptionResolver.class)
public final class TenantScopeDescriptionResolver {

  private final ProviderTracker<ScopeDescriptionProvider> sources;

  @Activate
  public TenantScopeDescriptionResolver(@Reference ProviderRegistry registry) {
    this.sources = registry.track(ScopeDescriptionProvider.class);
  }

  @Deactivate
  void close() {
    sources.close();
  }

  /**
   * Returns the first available description.
   *
   * @param resources the resources of the request; may be empty
   */
  Optional<String> of(TenantContext tenant, String scope, List<String> resources) {
    List<ServiceLease<ScopeDescriptionProvider>> held = sources.leaseAvailable();
    try {
      return held.stream()
          .flatMap(source -> source.get().describe(tenant, scope, resources).stream())
          .findFirst();
    } finally {
      held.forEach(ServiceLease::close);
    }
  }
}
