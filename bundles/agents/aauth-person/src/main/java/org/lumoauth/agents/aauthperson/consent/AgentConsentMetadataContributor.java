/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.consent;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/**
 * Adds the scopes for listing and revoking agent consents to the authorization server metadata.
 * They are the same as for the tenant's own agents, if that module is installed.
 */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=agents-aauth-person",
      ServerMetadataContributor.PERSONAL_SCOPES + "=delegations.read",
      ServerMetadataContributor.PERSONAL_SCOPES + "=delegations.write"
    })
public final class AgentConsentMetadataContributor implements ServerMetadataContributor {

  private static final List<String> SCOPES = List.of("delegations.read", "delegations.write");

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    ServerMetadataContributor.add(metadata, "scopes_supported", SCOPES);
  }

  @Override
  public Set<String> personalScopes() {
    return Set.copyOf(SCOPES);
  }
}
