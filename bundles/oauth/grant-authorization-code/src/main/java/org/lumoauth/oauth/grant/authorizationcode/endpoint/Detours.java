package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.AuthorizationDetour;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Where clients are sent that get no code here, as modules say. */
@Component(service = Detours.class)
public final class Detours {

  private final Providers<AuthorizationDetour> detours;

  @Activate
  public Detours(@Reference ProviderRegistry registry) {
    this.detours = registry.follow(AuthorizationDetour.class);
  }

  @Deactivate
  void close() {
    detours.close();
  }

  /** Where the browser goes instead, if a module says so. */
  Optional<URI> of(TenantContext tenant, Client client, Optional<String> scope) {
    Set<String> scopes =
        scope.map(text -> Set.copyOf(List.of(text.strip().split(" +")))).orElse(Set.of());
    List<Lease<AuthorizationDetour>> held = detours.acquireAll();
    try {
      return held.stream()
          .flatMap(detour -> detour.get().instead(tenant, client, scopes).stream())
          .findFirst();
    } finally {
      held.forEach(Lease::close);
    }
  }
}
