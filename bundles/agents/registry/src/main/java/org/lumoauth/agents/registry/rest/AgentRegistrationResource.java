/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.agents.registry.AgentClientIdValidator;
import org.lumoauth.agents.registry.AgentRegistryService;
import org.lumoauth.agents.registry.CapabilitySyntaxValidator;
import org.lumoauth.agents.registry.ChangeAttribution;
import org.lumoauth.agents.registry.SubAgentService;
import org.lumoauth.agents.registry.credential.AgentJwkSetValidator;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.AgentRegistrationResult;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.rest.OperationSummary;

/**
 * Registers agents for callers. If an agent calls, the new agent becomes its sub-agent; other
 * callers need the permission to manage agents.
 */
@Path("agents/register")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequiresAuthentication
@LargeRequestBody
public final class AgentRegistrationResource {

  /** The capability that an agent needs to register sub-agents. */
  static final String REGISTER = "agents.register";

  private final AgentRegistryService directory;
  private final SubAgentService subAgents;
  private final AgentClientIdValidator clientIds;
  private final PrivilegeEscalationGuard guard;

  AgentRegistrationResource(
      AgentRegistryService directory,
      SubAgentService subAgents,
      AgentClientIdValidator clientIds,
      PrivilegeEscalationGuard guard) {
    this.guard = guard;
    this.directory = directory;
    this.subAgents = subAgents;
    this.clientIds = clientIds;
  }

  /**
   * The body of a registration request.
   *
   * @param clientId the client id that the program already uses, which must be unused here; absent
   *     to have one generated
   */
  public record RegisterAgentRequest(
      String name,
      @JsonProperty("client_id") String clientId,
      String description,
      List<String> capabilities,
      @JsonProperty("identity_type") String identityType,
      Map<String, Object> jwks,
      @JsonProperty("jwks_uri") String jwksUri) {

    NewAgent toNewAgent() {
      Set<String> wanted = capabilities == null ? Set.of() : new LinkedHashSet<>(capabilities);
      return new NewAgent(
          name,
          Optional.ofNullable(description),
          CapabilitySyntaxValidator.checked("capabilities", wanted),
          List.of(),
          identityType == null ? Agent.CLIENT_CREDENTIALS : identityType,
          AgentGovernance.PLAIN);
    }
  }

  /**
   * The response to a registration, including the new agent's credentials.
   *
   * @param workloadIdentity the subject that platforms attest; null if the agent has a credential
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RegisterAgentResponse(
      boolean success,
      @JsonProperty("agent_id") String agentId,
      String name,
      @JsonProperty("workload_identity") @JsonInclude(JsonInclude.Include.ALWAYS)
          String workloadIdentity,
      @JsonProperty("identity_type") String identityType,
      @JsonProperty("client_id") String clientId,
      @JsonProperty("client_secret") String clientSecret,
      @JsonProperty("api_key") String apiKey,
      @JsonProperty("_note") String note) {

    static RegisterAgentResponse of(AgentRegistrationResult made) {
      var agent = made.agent();
      var secret = made.clientSecret();
      boolean key = agent.identityType().equals(Agent.API_KEY);
      return new RegisterAgentResponse(
          true,
          agent.id(),
          agent.name(),
          agent.identityType().equals(Agent.WORKLOAD) ? agent.id() : null,
          agent.identityType(),
          agent.clientId(),
          secret.isEmpty() || key ? null : secret,
          key ? secret : null,
          secret.isEmpty() ? null : "Store the secret now. It is not shown again.");
    }

    @Override
    public String toString() {
      return "Body[" + agentId + "]";
    }
  }

  @POST
  @OperationSummary("Register an agent")
  public RegisterAgentResponse register(
      @Context HttpServletRequest request, RegisterAgentRequest form) {
    var exchange = HttpExchange.of(request);
    if (form == null) {
      throw ApiException.invalidRequest("Send the agent as a JSON object with a `name`.");
    }
    var asked = form.toNewAgent();
    var keys = AgentJwkSetValidator.checked(form.jwks(), form.jwksUri());
    var by = ChangeAttribution.of(exchange);
    if (CallingAgentResolver.is(exchange.caller())) {
      var parent = CallingAgentResolver.forItself(exchange.caller());
      exchange.require(REGISTER);
      if (form.clientId()
          != null) { // a chosen client id would look as if an administrator had assigned it
        throw ApiException.invalid(
            "client_id", "The client id of a sub-agent is generated. Omit client_id.");
      }
      var scope = exchange.caller().scope();
      return RegisterAgentResponse.of(
          subAgents.register(exchange.tenant(), parent.id(), scope, asked, keys, by));
    }
    exchange.require("agents.write");
    guard.requireScopes(exchange, asked.capabilities());
    if (form.clientId() == null) {
      return RegisterAgentResponse.of(
          directory.register(exchange.tenant(), asked, Optional.empty(), keys, by));
    }
    var clientId = clientIds.requireAvailable(exchange.tenant(), "client_id", form.clientId());
    return RegisterAgentResponse.of(
        directory.register(exchange.tenant(), clientId, asked, keys, by));
  }
}
