/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.scope;

import java.util.Map;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Publishes the tenant's own scopes in the metadata (RFC 8414 section 2, {@code scopes_supported}).
 */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=" + ScopeMetadataContributor.NAME,
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class ScopeMetadataContributor implements ServerMetadataContributor {

  static final String NAME = "oauth-scopes";

  private final ScopeCache scopes;

  @Activate
  public ScopeMetadataContributor(@Reference ScopeCache scopes) {
    this.scopes = scopes;
  }

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    var names = scopes.of(tenant.id()).stream().map(TenantScope::name).toList();
    ServerMetadataContributor.add(metadata, ModuleScopeProvider.MEMBER, names);
  }
}
