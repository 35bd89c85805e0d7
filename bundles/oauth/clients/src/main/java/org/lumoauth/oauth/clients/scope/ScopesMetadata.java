package org.lumoauth.oauth.clients.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Names the scopes that a tenant made (RFC 8414 section 2, {@code scopes_supported}). */
@Component(property = {"lumoauth.kind=metadata", "lumoauth.name=" + ScopesMetadata.NAME})
public final class ScopesMetadata implements MetadataContributor {

  static final String NAME = "oauth-scopes";

  private final ScopeMemory scopes;

  @Activate
  public ScopesMetadata(@Reference ScopeMemory scopes) {
    this.scopes = scopes;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    var named =
        (List<Object>) metadata.computeIfAbsent(SystemScopes.MEMBER, member -> new ArrayList<>());
    scopes.of(tenant.id()).stream()
        .map(TenantScope::name)
        .filter(name -> !named.contains(name))
        .forEach(named::add);
    if (named.isEmpty()) {
      metadata.remove(SystemScopes.MEMBER);
    }
  }
}
