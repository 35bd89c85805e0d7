/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Publishes the page on which people manage their linked accounts. */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=agents-vault",
      ServerMetadataContributor.PERSONAL_SCOPES + "=connections.read",
      ServerMetadataContributor.PERSONAL_SCOPES + "=connections.write"
    })
public final class AccountConnectionsMetadataContributor implements ServerMetadataContributor {

  /** The scopes of this module; no other module describes them. */
  private static final List<String> SCOPES = List.of("connections.read", "connections.write");

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    metadata.put("connections_endpoint", tenant.issuer() + "/me/connections");
    ServerMetadataContributor.add(metadata, "scopes_supported", SCOPES);
  }

  @Override
  public Set<String> personalScopes() {
    return Set.copyOf(SCOPES);
  }
}
