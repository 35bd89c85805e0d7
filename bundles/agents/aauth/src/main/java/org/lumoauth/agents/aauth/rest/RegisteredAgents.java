package org.lumoauth.agents.aauth.rest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauth.party.Agents;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.GivenPower;

/** The agents of the registry that AAuth agents are: whoever signs acts as one of them. */
final class RegisteredAgents {

  private final Agents registry;

  RegisteredAgents(Agents registry) {
    this.registry = registry;
  }

  /**
   * The settings with an agent that exists. One that is not named is registered, without
   * capabilities: signing alone gives no power here.
   *
   * @throws Problem 422 {@code validation_error} if there is no such agent, 403 {@code
   *     permission_denied} if it may do what the caller may not
   */
  PartySettings resolve(Exchange exchange, PartySettings settings) {
    TenantContext tenant = exchange.tenant();
    if (settings.agentId().isEmpty()) {
      var agent =
          new NewAgent(
              settings.name(),
              Optional.of("AAuth agent " + settings.identifier()),
              Set.of(),
              List.of());
      return with(settings, registry.register(tenant, agent).id());
    }
    Agent agent =
        registry
            .find(tenant, settings.agentId())
            .orElseThrow(() -> Problem.invalid("agentId", "There is no such agent."));
    // Whoever gives an agent a key can act as it: nobody gets power here that they do not have.
    GivenPower.require(exchange, agent.capabilities());
    return with(settings, agent.id());
  }

  private static PartySettings with(PartySettings settings, String agentId) {
    return new PartySettings(
        settings.kind(),
        settings.identifier(),
        settings.name(),
        settings.owner(),
        settings.enabled(),
        settings.jwks(),
        settings.jwksUri(),
        settings.scopes(),
        agentId,
        settings.redirectUris(),
        settings.features(),
        settings.level());
  }
}
