/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.agents.registry.AgentRegistryService;
import org.lumoauth.agents.registry.AgentUpdate;
import org.lumoauth.agents.registry.ChangeAttribution;
import org.lumoauth.agents.registry.credential.AgentCredentialService;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.OptionalRequestBody;

/** Administers the scopes and credentials of agents. */
@Path("admin/agents")
@Produces(MediaType.APPLICATION_JSON)
public final class AgentScopesAndCredentialsResource {

  private final AgentRegistryService directory;
  private final AgentCredentialService credentials;
  private final AgentViewFactory bodies;
  private final PrivilegeEscalationGuard guard;

  AgentScopesAndCredentialsResource(
      AgentRegistryService directory,
      AgentCredentialService credentials,
      AgentViewFactory bodies,
      PrivilegeEscalationGuard guard) {
    this.directory = directory;
    this.credentials = credentials;
    this.bodies = bodies;
    this.guard = guard;
  }

  /** Sets the scopes of an agent ({@code AdminAgentsSetScopesRequest}). */
  public record SetAgentScopesRequest(@SchemaProperty(required = true) List<String> scopes) {}

  /**
   * Requests a token for an agent ({@code AdminAgentsGenerateTokenRequest}).
   *
   * @param expiresIn a whole number of seconds; declared as {@code Number} so that a fraction is
   *     rejected instead of truncated
   */
  public record GenerateAgentTokenRequest(Number expiresIn, List<String> scopes) {

    Optional<Long> lifetime() {
      if (expiresIn != null && !(expiresIn instanceof Integer) && !(expiresIn instanceof Long)) {
        throw AgentCredentialService.noLifetime();
      }
      return Optional.ofNullable(expiresIn).map(Number::longValue);
    }
  }

  /** A token issued for an agent by an administrator. */
  public record AdminAgentToken(
      String accessToken, String tokenType, long expiresIn, List<String> scopes) {
    @Override
    public String toString() {
      return "TokenBody[" + expiresIn + "]";
    }
  }

  /** A new API key of an agent. */
  public record AgentRotateKeyResponse(String message, @JsonProperty("api_key") String apiKey) {
    @Override
    public String toString() {
      return "RotatedKey";
    }
  }

  @GET
  @OperationSummary("List the effective scopes of an agent")
  @Path("{agentId}/scopes")
  @RequiresPermission("agents.read")
  public ListResponseBody<String> scopes(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = HttpExchange.of(request);
    return ListResponseBody.unpaged(sorted(directory.effective(exchange.tenant(), agentId)));
  }

  @PUT
  @OperationSummary("Replace the scopes of an agent")
  @Path("{agentId}/scopes")
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresPermission("agents.write")
  public DataResponseBody<List<String>> replaceScopes(
      @Context HttpServletRequest request,
      @PathParam("agentId") String agentId,
      SetAgentScopesRequest form) {
    var exchange = HttpExchange.of(request);
    if (form == null || form.scopes() == null) {
      throw ApiException.invalidRequest("Send the scopes as an array: {\"scopes\": [\"…\"]}.");
    }
    guard.requireScopes(exchange, form.scopes());
    var id = ranked(exchange, agentId).agent().id();
    var edit = AgentUpdate.ofCapabilities(form.scopes());
    directory.update(exchange.tenant(), id, edit, ChangeAttribution.of(exchange));
    return new DataResponseBody<>(
        sorted(directory.effective(exchange.tenant(), id)),
        "Scopes changed. The change also applies to active tokens.");
  }

  @POST
  @OperationSummary("Rotate the client secret of an agent")
  @Path("{agentId}/rotate-credentials")
  @RequiresPermission("agents.write")
  public DataResponseBody<AgentView> rotateCredentials(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = HttpExchange.of(request);
    var agent = ranked(exchange, agentId);
    var rotated =
        credentials.rotate(exchange.tenant(), agent.agent().id(), ChangeAttribution.of(exchange));
    return new DataResponseBody<>(
        bodies.withSecret(exchange, rotated.agent(), rotated.secret()),
        "The client secret was replaced; the old secret no longer works. Tokens "
            + "issued with it stay valid until"
            + " they expire. Disable the agent to revoke them immediately.");
  }

  @POST
  @OperationSummary("Rotate the API key of an agent")
  @Path("{agentId}/rotate-key")
  @RequiresPermission("agents.write")
  public AgentRotateKeyResponse rotateKey(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = HttpExchange.of(request);
    var agent = ranked(exchange, agentId);
    var rotated =
        credentials.rotateKey(
            exchange.tenant(), agent.agent().id(), ChangeAttribution.of(exchange));
    return new AgentRotateKeyResponse(
        "The agent's API key was replaced. The old key no longer works.", rotated.secret());
  }

  @POST
  @OperationSummary("Revoke the API key of an agent")
  @Path("{agentId}/revoke-key")
  @RequiresPermission("agents.write")
  public MessageResponseBody revokeKey(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = HttpExchange.of(request);
    var id = directory.require(exchange.tenant(), agentId).agent().id();
    credentials.revokeKey(exchange.tenant(), id, ChangeAttribution.of(exchange));
    return new MessageResponseBody(
        "The agent's API key was revoked. Use …/rotate-key to create a new one.");
  }

  @POST
  @OperationSummary("Issue an access token of an agent")
  @Path("{agentId}/token")
  @RequiresPermission("agents.write")
  public DataResponseBody<AdminAgentToken> token(
      @Context HttpServletRequest request,
      @PathParam("agentId") String agentId,
      @OptionalRequestBody GenerateAgentTokenRequest form) {
    var exchange = HttpExchange.of(request);
    var agent = ranked(exchange, agentId);
    var asked = Optional.ofNullable(form);
    var token =
        credentials.issueToken(
            exchange.tenant(),
            agent,
            asked.flatMap(GenerateAgentTokenRequest::lifetime),
            asked.map(GenerateAgentTokenRequest::scopes),
            ChangeAttribution.of(exchange));
    return DataResponseBody.of(
        new AdminAgentToken(
            token.value(),
            "Bearer",
            Duration.between(token.issuedAt(), token.expiresAt()).toSeconds(),
            List.copyOf(new TreeSet<>(token.scope()))));
  }

  private StoredAgent ranked(HttpExchange exchange, String agentId) {
    var agent = directory.effective(exchange.tenant(), agentId);
    guard.requirePrivilegesOver(exchange, agent.subject());
    return agent;
  }

  private static List<String> sorted(StoredAgent agent) {
    return List.copyOf(new TreeSet<>(agent.agent().capabilities()));
  }
}
