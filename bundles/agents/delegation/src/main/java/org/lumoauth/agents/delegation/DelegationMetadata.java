package org.lumoauth.agents.delegation;

import java.util.Map;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Tells where people let agents act for them. */
@Component(property = {"lumoauth.kind=metadata", "lumoauth.name=agents-delegation"})
public final class DelegationMetadata implements MetadataContributor {

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    metadata.put(
        "delegation_authorization_endpoint",
        tenant.issuer().replaceFirst("/api/v1$", "/delegation/authorize"));
  }
}
