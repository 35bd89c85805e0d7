/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.client;

import java.util.Optional;
import org.lumoauth.agents.registry.store.AgentCache;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.client.AuthenticatedClient;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientSecurityProfile;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Restricts the OAuth clients of agents to the addresses from which the agents may act. */
@Component(
    property = {"lumoauth.kind=client-profile", "lumoauth.name=" + AgentIpSecurityProfile.NAME})
public final class AgentIpSecurityProfile implements ClientSecurityProfile {

  /** The profile name of every agent's client. */
  static final String NAME = "agent";

  private final AgentCache agents;
  private final AgentIpAddressRule addresses;

  @Activate
  public AgentIpSecurityProfile(
      @Reference AgentCache agents, @Reference AgentIpAddressRule addresses) {
    this.agents = agents;
    this.addresses = addresses;
  }

  @Override
  public void check(TenantContext tenant, Client client, AuthorizationRequest request) {
    throw OAuthException.unauthorizedClient(
        "The client of an agent cannot send authorization requests. Use the grant "
            + "client_credentials.");
  }

  @Override
  public void check(TenantContext tenant, AuthenticatedClient client, OAuthRequest request) {
    boolean allowed =
        agents
            .findByClient(tenant.id(), client.client().clientId())
            .map(agent -> addresses.mayActFrom(tenant, agent, Optional.of(request.remoteAddress())))
            .orElse(false);
    if (!allowed) {
      throw new OAuthException(
          403,
          "access_denied",
          "The agent is not allowed to act from this address. An administrator can "
              + "add it to allowedIps.");
    }
  }
}
