/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.client;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Adds agents to the subject types in the authorization server metadata. */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=agents-registry",
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class AgentMetadataContributor implements ServerMetadataContributor {

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    ServerMetadataContributor.add(metadata, "entity_profiles_supported", List.of("ai_agent"));
  }
}
