package org.lumoauth.agents.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.TreeSet;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.Authenticated;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;

/** Tells an agent who it is and what it may ever do. */
@Path("agents/me")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public final class CurrentAgentResource {

  private final AgentDirectory directory;

  CurrentAgentResource(AgentDirectory directory) {
    this.directory = directory;
  }

  /** {@code AgentIdentity}. */
  public record Identity(
      String id,
      String type,
      String tenant,
      @JsonProperty("agent_id") String agentId,
      String status) {}

  /** {@code AgentWorkspace}. */
  public record Workspace(String slug, @JsonProperty("api_base") String apiBase) {}

  /** {@code GetCurrentAgentResponse}. */
  public record Body(Identity identity, List<String> capabilities, Workspace workspace) {}

  @GET
  public Body get(@Context HttpServletRequest request) {
    var exchange = Exchange.of(request);
    var tenant = exchange.tenant();
    var agent = directory.effective(tenant, actingAgent(exchange.caller()).id()).agent();
    return new Body(
        new Identity(
            agent.id(),
            SubjectRef.AGENT,
            tenant.slug(),
            agent.id(),
            agent.details().status().wire()),
        List.copyOf(new TreeSet<>(agent.capabilities())),
        new Workspace(tenant.slug(), tenant.issuer()));
  }

  private static SubjectRef actingAgent(Caller caller) {
    var acting = caller.actors().isEmpty() ? caller.subject() : caller.actors().get(0);
    if (!acting.type().equals(SubjectRef.AGENT)) {
      throw Problem.forbidden("Only agents may ask who they are here; others use …/me.");
    }
    return acting;
  }
}
