/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.rest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauth.registration.AAuthAgentRegistryGateway;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;

/** Resolves the agents of the registry that AAuth agents act as. */
final class RegistryAgentResolver {

  private final AAuthAgentRegistryGateway registry;
  private final PrivilegeEscalationGuard guard;

  RegistryAgentResolver(AAuthAgentRegistryGateway registry, PrivilegeEscalationGuard guard) {
    this.guard = guard;
    this.registry = registry;
  }

  /**
   * Returns the settings with an existing agent. If none is given, an agent is registered with
   * exactly the requested scopes as capabilities.
   *
   * @throws ApiException 422 {@code validation_error} if the agent does not exist, or a scope
   *     cannot be a capability; 403 {@code permission_denied} if it has permissions that the caller
   *     lacks
   */
  ParticipantSettings resolveOrRegister(HttpExchange exchange, ParticipantSettings settings) {
    if (!settings.agentId().isEmpty()) {
      return resolve(exchange, settings);
    }
    Set<String> capabilities = settings.scopes().keySet();
    guard.requireScopes(exchange, capabilities);
    var agent =
        new NewAgent(
            settings.name(),
            Optional.of("AAuth agent " + settings.identifier()),
            capabilities,
            List.of(),
            Agent.AAUTH,
            AgentGovernance.PLAIN);
    return settings.asAgent(registry.register(exchange.tenant(), agent).id());
  }

  /**
   * Returns the settings with an existing agent.
   *
   * @throws ApiException 422 {@code validation_error} if the agent does not exist; 403 {@code
   *     permission_denied} if it has permissions that the caller lacks
   */
  ParticipantSettings resolve(HttpExchange exchange, ParticipantSettings settings) {
    Agent agent =
        registry
            .find(exchange.tenant(), settings.agentId())
            .orElseThrow(
                () -> ApiException.invalid("agentId", "The agent does not exist in this tenant."));
    guard.requirePrivilegesOver(exchange, new SubjectRef(SubjectRef.AGENT, agent.id()));
    return settings.asAgent(agent.id());
  }
}
