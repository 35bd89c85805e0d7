/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.delegation.policy.ActorTokenClientAuthenticator;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/**
 * Adds the consent page for agents, and the scopes of the delegation API, to the authorization
 * server metadata.
 */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=agents-delegation",
      ServerMetadataContributor.PERSONAL_SCOPES + "=delegations.read",
      ServerMetadataContributor.PERSONAL_SCOPES + "=delegations.write"
    })
public final class DelegationMetadataContributor implements ServerMetadataContributor {

  /** The scopes of this module, which no other module describes. */
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

  /** An actor token authenticates the client only at the token endpoint. */
  @Override
  public void complete(TenantContext tenant, Map<String, Object> metadata) {
    for (String endpoint : List.of("introspection", "revocation")) {
      if (metadata.get(endpoint + "_endpoint_auth_methods_supported") instanceof List<?> methods) {
        methods.remove(ActorTokenClientAuthenticator.METHOD);
      }
    }
  }
}
