/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Publishes the scope for {@link RoleClaimsContributor}. */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=roles",
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class RoleScopeMetadataContributor implements ServerMetadataContributor {

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    ServerMetadataContributor.add(metadata, "scopes_supported", List.of("roles"));
  }
}
