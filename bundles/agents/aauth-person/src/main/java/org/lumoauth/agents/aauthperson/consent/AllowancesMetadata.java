package org.lumoauth.agents.aauthperson.consent;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/**
 * Tells by which scopes applications see, and end, what people let agents of others do: the same as
 * for agents of the tenant, where those are installed.
 */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=agents-aauth-person",
      MetadataContributor.PERSONAL_SCOPES + "=delegations.read",
      MetadataContributor.PERSONAL_SCOPES + "=delegations.write"
    })
public final class AllowancesMetadata implements MetadataContributor {

  private static final List<String> SCOPES = List.of("delegations.read", "delegations.write");

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    MetadataContributor.add(metadata, "scopes_supported", SCOPES);
  }

  @Override
  public Set<String> personalScopes() {
    return Set.copyOf(SCOPES);
  }
}
