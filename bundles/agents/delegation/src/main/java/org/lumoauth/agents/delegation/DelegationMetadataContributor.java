package org.lumoauth.agents.delegation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.delegation.policy.ActorTokenAuthenticator;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Tells where people let agents act for them, and by which scopes applications do it for them. */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=agents-delegation",
      ServerMetadataContributor.PERSONAL_SCOPES + "=delegations.read",
      ServerMetadataContributor.PERSONAL_SCOPES + "=delegations.write"
    })
public final class DelegationMetadataContributor implements ServerMetadataContributor {

  /** Scopes of this module, which nobody else gives words to. */
  private static final List<String> SCOPES = List.of("delegations.read", "delegations.write");

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    metadata.put(
        "delegation_authorization_endpoint",
        tenant.issuer().replaceFirst("/api/v1$", "/delegation/authorize"));
    ServerMetadataContributor.add(metadata, "scopes_supported", SCOPES);
  }

  @Override
  public Set<String> personalScopes() {
    return Set.copyOf(SCOPES);
  }

  /** The agent's own token says who asks at the token endpoint alone. */
  @Override
  public void complete(TenantContext tenant, Map<String, Object> metadata) {
    for (String endpoint : List.of("introspection", "revocation")) {
      if (metadata.get(endpoint + "_endpoint_auth_methods_supported") instanceof List<?> methods) {
        methods.remove(ActorTokenAuthenticator.METHOD);
      }
    }
  }
}
