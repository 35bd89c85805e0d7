package org.lumoauth.agents.aauth.rest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauth.registration.AAuthAgentRegistryClient;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentDetails;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.lumoauth.platform.web.HttpExchange;

/** The agents of the registry that AAuth agents are: whoever signs acts as one of them. */
final class RegistryAgentResolver {

  private final AAuthAgentRegistryClient registry;
  private final CredentialChangeGuard guard;

  RegistryAgentResolver(AAuthAgentRegistryClient registry, CredentialChangeGuard guard) {
    this.guard = guard;
    this.registry = registry;
  }

  /**
   * The settings with an agent that exists. One that is not named is registered, capable of the
   * scopes that it may ask for and of nothing else.
   *
   * @throws ApiException 422 {@code validation_error} if there is no such agent, or a scope can be
   *     no capability; 403 {@code permission_denied} if it may do what the caller may not
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
            AgentDetails.PLAIN);
    return settings.asAgent(registry.register(exchange.tenant(), agent).id());
  }

  /**
   * The settings with an agent that exists.
   *
   * @throws ApiException 422 {@code validation_error} if there is no such agent; 403 {@code
   *     permission_denied} if it may do what the caller may not
   */
  ParticipantSettings resolve(HttpExchange exchange, ParticipantSettings settings) {
    Agent agent =
        registry
            .find(exchange.tenant(), settings.agentId())
            .orElseThrow(() -> ApiException.invalid("agentId", "There is no such agent."));
    guard.requirePrivilegesOver(exchange, new SubjectRef(SubjectRef.AGENT, agent.id()));
    return settings.asAgent(agent.id());
  }
}
