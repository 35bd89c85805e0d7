package org.lumoauth.authz.rbac;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Says that there is a scope for {@link RoleClaims}. */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=roles",
      MetadataContributor.NO_PERSONAL_SCOPES
    })
public final class RoleMetadata implements MetadataContributor {

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    MetadataContributor.add(metadata, "scopes_supported", List.of("roles"));
  }
}
