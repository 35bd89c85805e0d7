package org.lumoauth.agents.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.Authenticated;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.WholeList;

/** Tells an agent who it is and what it may ever do. */
@Path("agents/me")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public final class CurrentAgentResource {

  private final AgentDirectory directory;
  private final SubAgents subAgents;
  private final ShownBudgets budgets;

  CurrentAgentResource(AgentDirectory directory, SubAgents subAgents, ShownBudgets budgets) {
    this.directory = directory;
    this.subAgents = subAgents;
    this.budgets = budgets;
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
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Body(
      Identity identity,
      @JsonInclude List<String> capabilities,
      Workspace workspace,
      @JsonProperty("budget_policy") Map<String, Object> budgetPolicy) {}

  @GET
  public Body get(@Context HttpServletRequest request) {
    var exchange = Exchange.of(request);
    var tenant = exchange.tenant();
    var agent = directory.effective(tenant, ActingAgent.of(exchange.caller()).id()).agent();
    return new Body(
        new Identity(
            agent.id(),
            SubjectRef.AGENT,
            tenant.slug(),
            agent.id(),
            agent.details().status().wire()),
        List.copyOf(new TreeSet<>(agent.capabilities())),
        new Workspace(tenant.slug(), tenant.issuer()),
        budgets.of(tenant, agent.id()));
  }

  /** An agent that the caller registered. */
  public record SubAgent(
      @JsonProperty("agent_id") String agentId,
      String name,
      String status,
      boolean active,
      List<String> capabilities) {

    static SubAgent of(StoredAgent stored) {
      var agent = stored.agent();
      return new SubAgent(
          agent.id(),
          agent.name(),
          agent.details().status().wire(),
          agent.enabled(),
          List.copyOf(new TreeSet<>(agent.capabilities())));
    }
  }

  @GET
  @Path("sub-agents")
  public ListBody<SubAgent> subAgents(
      @Context HttpServletRequest request, @BeanParam PageQuery query) {
    var exchange = Exchange.of(request);
    var agent = ActingAgent.of(exchange.caller());
    return ListBody.of(
        WholeList.page(
            subAgents.of(exchange.tenant(), agent.id()).stream().map(SubAgent::of).toList(),
            query.request(),
            "agent_id",
            SubAgent::name),
        "agents");
  }

  @DELETE
  @Path("sub-agents/{agentId}")
  public DataBody<SubAgent> retire(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = Exchange.of(request);
    if (!ActingAgent.is(exchange.caller())) {
      throw AgentStore.unknown(); // nobody else has sub-agents
    }
    var parent = ActingAgent.forItself(exchange.caller());
    exchange.require(RegistrationResource.REGISTER);
    var by = Attribution.of(exchange);
    return DataBody.of(SubAgent.of(subAgents.retire(exchange.tenant(), parent.id(), agentId, by)));
  }
}
