package org.lumoauth.agents.registry;

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
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.OptionalBody;
import org.lumoauth.platform.web.description.Member;

/** What an agent may ask for, and by what it authenticates. */
@Path("admin/agents")
@Produces(MediaType.APPLICATION_JSON)
public final class AgentCredentialsResource {

  private final AgentDirectory directory;
  private final AgentCredentials credentials;
  private final Bodies bodies;
  private final CredentialChangeGuard guard;

  AgentCredentialsResource(
      AgentDirectory directory,
      AgentCredentials credentials,
      Bodies bodies,
      CredentialChangeGuard guard) {
    this.directory = directory;
    this.credentials = credentials;
    this.bodies = bodies;
    this.guard = guard;
  }

  /** {@code AdminAgentsSetScopesRequest}. */
  public record ScopesForm(@Member(needed = true) List<String> scopes) {}

  /**
   * {@code AdminAgentsGenerateTokenRequest}.
   *
   * @param expiresIn a whole number of seconds; of any kind, so that none is cut to one
   */
  public record TokenForm(Number expiresIn, List<String> scopes) {

    Optional<Long> lifetime() {
      if (expiresIn != null && !(expiresIn instanceof Integer) && !(expiresIn instanceof Long)) {
        throw AgentCredentials.noLifetime();
      }
      return Optional.ofNullable(expiresIn).map(Number::longValue);
    }
  }

  /** {@code AdminAgentToken}. */
  public record TokenBody(
      String accessToken, String tokenType, long expiresIn, List<String> scopes) {
    @Override
    public String toString() {
      return "TokenBody[" + expiresIn + "]";
    }
  }

  /** {@code AgentRotateKeyResponse}. */
  public record RotatedKey(String message, @JsonProperty("api_key") String apiKey) {
    @Override
    public String toString() {
      return "RotatedKey";
    }
  }

  @GET
  @Path("{agentId}/scopes")
  @Requires("agents.read")
  public ListBody<String> scopes(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = Exchange.of(request);
    return ListBody.whole(sorted(directory.effective(exchange.tenant(), agentId)));
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
    guard.requireScopes(exchange, form.scopes());
    var id = ranked(exchange, agentId).agent().id();
    var edit = AgentEdit.ofCapabilities(form.scopes());
    directory.update(exchange.tenant(), id, edit, Attribution.of(exchange));
    return new DataBody<>(
        sorted(directory.effective(exchange.tenant(), id)),
        "Scopes changed; they hold for live tokens too.");
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
    return new DataBody<>(
        bodies.withSecret(exchange, rotated.agent(), rotated.secret()),
        "New client secret; the old one is of no use now. Tokens issued before stay valid until"
            + " they expire: disable the agent to end them at once.");
  }

  @POST
  @Path("{agentId}/rotate-key")
  @Requires("agents.write")
  public RotatedKey rotateKey(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = Exchange.of(request);
    var agent = ranked(exchange, agentId);
    var rotated =
        credentials.rotateKey(exchange.tenant(), agent.agent().id(), Attribution.of(exchange));
    return new RotatedKey("Agent API key rotated; the old one is of no use now.", rotated.secret());
  }

  @POST
  @Path("{agentId}/revoke-key")
  @Requires("agents.write")
  public MessageBody revokeKey(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = Exchange.of(request);
    var id = directory.require(exchange.tenant(), agentId).agent().id();
    credentials.revokeKey(exchange.tenant(), id, Attribution.of(exchange));
    return new MessageBody("Agent API key revoked; …/rotate-key makes a new one.");
  }

  @POST
  @Path("{agentId}/token")
  @Requires("agents.write")
  public DataBody<TokenBody> token(
      @Context HttpServletRequest request,
      @PathParam("agentId") String agentId,
      @OptionalBody TokenForm form) {
    var exchange = Exchange.of(request);
    var agent = ranked(exchange, agentId);
    var asked = Optional.ofNullable(form);
    var token =
        credentials.mint(
            exchange.tenant(),
            agent,
            asked.flatMap(TokenForm::lifetime),
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
    var agent = directory.effective(exchange.tenant(), agentId);
    guard.requireOver(exchange, agent.subject());
    return agent;
  }

  private static List<String> sorted(StoredAgent agent) {
    return List.copyOf(new TreeSet<>(agent.agent().capabilities()));
  }
}
