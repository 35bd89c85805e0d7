package org.lumoauth.agents.aauth.rest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauth.party.Agents;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentDetails;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.lumoauth.platform.web.Exchange;

/** The agents of the registry that AAuth agents are: whoever signs acts as one of them. */
final class RegisteredAgents {

  private final Agents registry;
  private final CredentialChangeGuard guard;

  RegisteredAgents(Agents registry, CredentialChangeGuard guard) {
    this.guard = guard;
    this.registry = registry;
  }

  /**
   * The settings with an agent that exists. One that is not named is registered, capable of the
   * scopes that it may ask for and of nothing else.
   *
   * @throws Problem 422 {@code validation_error} if there is no such agent, or a scope can be no
   *     capability; 403 {@code permission_denied} if it may do what the caller may not
   */
  PartySettings namedOrMade(Exchange exchange, PartySettings settings) {
    if (!settings.agentId().isEmpty()) {
      return named(exchange, settings);
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
   * @throws Problem 422 {@code validation_error} if there is no such agent; 403 {@code
   *     permission_denied} if it may do what the caller may not
   */
  PartySettings named(Exchange exchange, PartySettings settings) {
    Agent agent =
        registry
            .find(exchange.tenant(), settings.agentId())
            .orElseThrow(() -> Problem.invalid("agentId", "There is no such agent."));
    guard.requireOver(exchange, new SubjectRef(SubjectRef.AGENT, agent.id()));
    return settings.asAgent(agent.id());
  }
}
