package org.lumoauth.agents.vault;

import java.util.Map;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Tells where people see which accounts at other services they have linked. */
@Component(property = {"lumoauth.kind=metadata", "lumoauth.name=agents-vault"})
public final class VaultMetadata implements MetadataContributor {

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    metadata.put("connections_endpoint", tenant.issuer() + "/me/connections");
  }
}
