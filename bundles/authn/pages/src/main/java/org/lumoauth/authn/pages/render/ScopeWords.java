package org.lumoauth.authn.pages.render;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.ScopeDescriptions;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** What a tenant says that its own scopes stand for. */
@Component(service = ScopeWords.class)
public final class ScopeWords {

  private final Providers<ScopeDescriptions> sources;

  @Activate
  public ScopeWords(@Reference ProviderRegistry registry) {
    this.sources = registry.follow(ScopeDescriptions.class);
  }

  @Deactivate
  void close() {
    sources.close();
  }

  /**
   * The words of the first who has any.
   *
   * @param resources what the scope is asked for; may be empty
   */
  Optional<String> of(TenantContext tenant, String scope, List<String> resources) {
    List<Lease<ScopeDescriptions>> held = sources.acquireAll();
    try {
      return held.stream()
          .flatMap(source -> source.get().describe(tenant, scope, resources).stream())
          .findFirst();
    } finally {
      held.forEach(Lease::close);
    }
  }
}
