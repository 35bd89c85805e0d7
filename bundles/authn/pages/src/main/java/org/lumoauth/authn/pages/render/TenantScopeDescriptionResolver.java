/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.render;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.authorization.ScopeDescriptionProvider;
import org.lumoauth.api.tenant.TenantContext;

/** Provides a tenant's descriptions of its own scopes. */
final class TenantScopeDescriptionResolver {

  private final ProviderTracker<ScopeDescriptionProvider> sources;

  TenantScopeDescriptionResolver(ProviderRegistry registry) {
    this.sources = registry.track(ScopeDescriptionProvider.class);
  }

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
