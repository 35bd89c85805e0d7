package org.lumoauth.agents.registry;

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
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.MessageBody;

/** What an agent may ask for, and by what it authenticates. */
@Path("admin/agents")
@Produces(MediaType.APPLICATION_JSON)
public final class AgentCredentialsResource {

  private final AgentDirectory directory;
  private final AgentCredentials credentials;
  private final AgentRoles roles;

  AgentCredentialsResource(
      AgentDirectory directory, AgentCredentials credentials, AgentRoles roles) {
    this.directory = directory;
    this.credentials = credentials;
    this.roles = roles;
  }

  /** {@code AdminAgentsSetScopesRequest}. */
  public record ScopesForm(List<String> scopes) {}

  /** {@code AdminAgentsGenerateTokenRequest}. */
  public record TokenForm(Long expiresIn, List<String> scopes) {}

  /** {@code AdminAgentToken}. */
  public record TokenBody(
      String accessToken, String tokenType, long expiresIn, List<String> scopes) {
    @Override
    public String toString() {
      return "TokenBody[" + expiresIn + "]";
    }
  }

  @GET
  @Path("{agentId}/scopes")
  @Requires("agents.read")
  public DataBody<List<String>> scopes(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = Exchange.of(request);
    return DataBody.of(sorted(directory.require(exchange.tenant(), agentId)));
  }

  @PUT
  @Path("{agentId}/scopes")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires("agents.write")
  public DataBody<List<String>> replaceScopes(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId, ScopesForm form) {
    var exchange = Exchange.of(request);
    if (form == null || form.scopes() == null) {
      throw Problem.invalidRequest("Send the scopes as an array: {\"scopes\": [\"…\"]}.");
    }
    Rank.require(exchange, form.scopes());
    var id = directory.require(exchange.tenant(), agentId).agent().id();
    var edit = AgentDirectory.Edit.ofCapabilities(form.scopes());
    var agent = directory.update(exchange.tenant(), id, edit, Attribution.of(exchange));
    return new DataBody<>(sorted(agent), "Scopes changed; they hold for live tokens too.");
  }

  @POST
  @Path("{agentId}/rotate-credentials")
  @Requires("agents.write")
  public DataBody<AgentBody> rotateCredentials(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = Exchange.of(request);
    var agent = ranked(exchange, agentId);
    var rotated =
        credentials.rotate(exchange.tenant(), agent.agent().id(), Attribution.of(exchange));
    var body =
        AgentBody.withSecret(
            rotated.agent(), Bodies.roles(exchange, roles, agent), rotated.secret());
    return new DataBody<>(
        body,
        "New client secret; the old one is of no use now. Tokens issued before stay valid until"
            + " they expire: disable the agent to end them at once.");
  }

  @POST
  @Path("{agentId}/rotate-key")
  @Requires("agents.write")
  public MessageBody rotateKey(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    throw hasNoKey(request, agentId);
  }

  @POST
  @Path("{agentId}/revoke-key")
  @Requires("agents.write")
  public MessageBody revokeKey(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    throw hasNoKey(request, agentId);
  }

  @POST
  @Path("{agentId}/token")
  @Requires("agents.write")
  public DataBody<TokenBody> token(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId, TokenForm form) {
    var exchange = Exchange.of(request);
    var agent = ranked(exchange, agentId);
    var asked = Optional.ofNullable(form);
    var token =
        credentials.mint(
            exchange.tenant(),
            agent,
            asked.map(TokenForm::expiresIn),
            asked.map(TokenForm::scopes),
            Attribution.of(exchange));
    return DataBody.of(
        new TokenBody(
            token.value(),
            "Bearer",
            Duration.between(token.issuedAt(), token.expiresAt()).toSeconds(),
            List.copyOf(new TreeSet<>(token.scope()))));
  }

  private StoredAgent ranked(Exchange exchange, String agentId) {
    var agent = directory.require(exchange.tenant(), agentId);
    Rank.require(exchange, agent.agent().capabilities());
    return agent;
  }

  private Problem hasNoKey(HttpServletRequest request, String agentId) {
    var agent = directory.require(Exchange.of(request).tenant(), agentId).agent();
    return Problem.invalidRequest(
        "This agent has no API key: its identity type is " + agent.identityType() + ".");
  }

  private static List<String> sorted(StoredAgent agent) {
    return List.copyOf(new TreeSet<>(agent.agent().capabilities()));
  }
}
