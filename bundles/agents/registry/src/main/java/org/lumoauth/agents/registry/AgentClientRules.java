package org.lumoauth.agents.registry;

import java.util.Optional;
import org.lumoauth.api.oauth.AuthenticatedClient;
import org.lumoauth.api.oauth.AuthorizationRequest;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientProfile;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Holds the OAuth clients of agents to the addresses that the agents may act from. */
@Component(property = {"lumoauth.kind=client-profile", "lumoauth.name=" + AgentClientRules.NAME})
public final class AgentClientRules implements ClientProfile {

  /** The profile of every client that is an agent's. */
  static final String NAME = "agent";

  private final AgentCache agents;
  private final AgentAddresses addresses;

  @Activate
  public AgentClientRules(@Reference AgentCache agents, @Reference AgentAddresses addresses) {
    this.agents = agents;
    this.addresses = addresses;
  }

  @Override
  public void check(TenantContext tenant, Client client, AuthorizationRequest request) {
    throw OAuthError.unauthorizedClient("An agent has no authorization requests of its own.");
  }

  @Override
  public void check(TenantContext tenant, GrantRequest request) {
    check(tenant, request.client(), request.request());
  }

  @Override
  public void check(TenantContext tenant, AuthenticatedClient client, OAuthRequest request) {
    check(tenant, client.client(), request);
  }

  private void check(TenantContext tenant, Client client, OAuthRequest request) {
    boolean allowed =
        agents
            .findByClient(tenant.id(), client.clientId())
            .map(agent -> addresses.mayActFrom(tenant, agent, Optional.of(request.remoteAddress())))
            .orElse(false);
    if (!allowed) {
      throw new OAuthError(
          403, "access_denied", "The agent may not act from this address; see its allowedIps.");
    }
  }
}
