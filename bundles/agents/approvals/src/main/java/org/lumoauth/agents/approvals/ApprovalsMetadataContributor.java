package org.lumoauth.agents.approvals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Tells by which scopes applications say for people who answers approvals in their place. */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=agents-approvals",
      ServerMetadataContributor.PERSONAL_SCOPES + "=approvals.read",
      ServerMetadataContributor.PERSONAL_SCOPES + "=approvals.write"
    })
public final class ApprovalsMetadataContributor implements ServerMetadataContributor {

  /** Scopes of this module, which nobody else gives words to. */
  private static final List<String> SCOPES = List.of("approvals.read", "approvals.write");

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    ServerMetadataContributor.add(metadata, "scopes_supported", SCOPES);
  }

  @Override
  public Set<String> personalScopes() {
    return Set.copyOf(SCOPES);
  }
}
