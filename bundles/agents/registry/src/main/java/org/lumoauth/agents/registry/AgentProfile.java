package org.lumoauth.agents.registry;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Says that agents are among those for whom tokens are made. */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=agents-registry",
      MetadataContributor.NO_PERSONAL_SCOPES
    })
public final class AgentProfile implements MetadataContributor {

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    MetadataContributor.add(metadata, "entity_profiles_supported", List.of("ai_agent"));
  }
}
