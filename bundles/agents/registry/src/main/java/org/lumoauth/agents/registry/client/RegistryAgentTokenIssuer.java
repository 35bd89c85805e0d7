/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.agents.registry.AgentAudit;
import org.lumoauth.agents.registry.AgentSettings;
import org.lumoauth.agents.registry.ChangeAttribution;
import org.lumoauth.agents.registry.EffectiveAgentResolver;
import org.lumoauth.agents.registry.store.AgentStore;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.api.agent.AgentAccessTokenIssuer;
import org.lumoauth.api.agent.AgentTokenRequest;
import org.lumoauth.api.oauth.authorization.ScopeValueValidator;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Issues access tokens for agents, never beyond their current capabilities. */
@Component(
    service = {AgentAccessTokenIssuer.class, RegistryAgentTokenIssuer.class},
    property = {"lumoauth.kind=agent-tokens", "lumoauth.name=agents"})
public final class RegistryAgentTokenIssuer implements AgentAccessTokenIssuer {

  private final EffectiveAgentResolver agents;
  private final AgentIpAddressRule addresses;
  private final SettingsStore settings;
  private final TokenService tokens;
  private final AgentAudit audit;

  @Activate
  public RegistryAgentTokenIssuer(
      @Reference EffectiveAgentResolver agents,
      @Reference AgentIpAddressRule addresses,
      @Reference SettingsStore settings,
      @Reference TokenService tokens,
      @Reference AgentAudit audit) {
    this.agents = agents;
    this.addresses = addresses;
    this.settings = settings;
    this.tokens = tokens;
    this.audit = audit;
  }

  @Override
  public IssuedToken issue(TenantContext tenant, AgentTokenRequest request) {
    var agent = agents.find(tenant.id(), request.agentId()).orElseThrow(AgentStore::unknown);
    if (!addresses.mayActFrom(tenant, agent, request.remoteAddress())) {
      throw AgentIpAddressRule.refused();
    }
    var longest = AgentSettings.TOKEN_LIFETIME.read(settings, tenant);
    var message = "A token was issued for agent " + agent.agent().name() + ".";
    return issue(tenant, agent, request, longest, ChangeAttribution.itself(agent), message);
  }

  /** Issues a token for a caller that may request a longer lifetime, from any address. */
  public IssuedToken issue(
      TenantContext tenant,
      StoredAgent agent,
      AgentTokenRequest request,
      Duration longest,
      ChangeAttribution by,
      String message) {
    if (!agent.agent().enabled()) {
      throw new ApiException(403, "agent_inactive", "The agent is not active. Enable it first.");
    }
    var lifetime = request.lifetime().compareTo(longest) > 0 ? longest : request.lifetime();
    if (lifetime.toSeconds() < 1) {
      throw ApiException.invalidRequest("The token lifetime must be at least one second.");
    }
    var scope = narrowed(agent, request.scope());
    var token =
        tokens.issue(
            tenant,
            new AccessTokenIssuanceRequest(
                AgentClientFactory.of(agent, lifetime),
                agent.subject(),
                List.of(),
                scope,
                request.audience(),
                Duration.ofSeconds(lifetime.toSeconds()),
                request.confirmation(),
                request.claims()));
    audit.record(
        tenant,
        by,
        "agent.token.issued",
        agent.agent(),
        message,
        facts(token, request.remoteAddress()));
    return token;
  }

  private static Set<String> narrowed(StoredAgent agent, Set<String> asked) {
    var capabilities = agent.agent().capabilities();
    if (!capabilities.containsAll(asked)) {
      throw new ApiException(
          400,
          "invalid_scope",
          "The agent's capabilities do not include "
              + ScopeValueValidator.describeExcess(asked, capabilities)
              + ".");
    }
    return asked.isEmpty() ? capabilities : asked;
  }

  private static Map<String, Object> facts(IssuedToken token, Optional<String> from) {
    return Map.of(
        "tokenId", token.id(),
        "expiresAt", token.expiresAt().toString(),
        "scope", List.copyOf(new TreeSet<>(token.scope())),
        "from", from.orElse(""));
  }
}
