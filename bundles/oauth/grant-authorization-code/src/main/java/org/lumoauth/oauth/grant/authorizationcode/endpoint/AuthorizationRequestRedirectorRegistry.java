/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.authorization.AuthorizationRequestRedirector;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Queries the installed modules for a redirect that replaces the authorization response. */
@Component(service = AuthorizationRequestRedirectorRegistry.class)
public final class AuthorizationRequestRedirectorRegistry {

  private final ProviderTracker<AuthorizationRequestRedirector> detours;

  @Activate
  public AuthorizationRequestRedirectorRegistry(@Reference ProviderRegistry registry) {
    this.detours = registry.track(AuthorizationRequestRedirector.class);
  }

  @Deactivate
  void close() {
    detours.close();
  }

  /** Returns the URI that the browser is redirected to instead, if a module supplies one. */
  Optional<URI> findRedirect(TenantContext tenant, Client client, Optional<String> scope) {
    Set<String> scopes =
        scope.map(text -> Set.copyOf(List.of(text.strip().split(" +")))).orElse(Set.of());
    List<ServiceLease<AuthorizationRequestRedirector>> held = detours.leaseAvailable();
    try {
      return held.stream()
          .flatMap(detour -> detour.get().findRedirect(tenant, client, scopes).stream())
          .findFirst();
    } finally {
      held.forEach(ServiceLease::close);
    }
  }
}
