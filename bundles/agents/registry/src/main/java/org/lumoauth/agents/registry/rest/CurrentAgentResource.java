/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.rest;

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
import org.lumoauth.agents.registry.AgentRegistryService;
import org.lumoauth.agents.registry.ChangeAttribution;
import org.lumoauth.agents.registry.SubAgentService;
import org.lumoauth.agents.registry.store.AgentStore;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.InMemoryPager;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** Returns the calling agent's identity, capabilities and limits. */
@Path("agents/me")
@Produces(MediaType.APPLICATION_JSON)
@RequiresAuthentication
public final class CurrentAgentResource {

  private final AgentRegistryService directory;
  private final SubAgentService subAgents;
  private final AgentBudgetLookup budgets;

  CurrentAgentResource(
      AgentRegistryService directory, SubAgentService subAgents, AgentBudgetLookup budgets) {
    this.directory = directory;
    this.subAgents = subAgents;
    this.budgets = budgets;
  }

  /** The identity of the calling agent. */
  public record AgentIdentity(
      String id,
      String type,
      String tenant,
      @JsonProperty("agent_id") String agentId,
      String status) {}

  /** The tenant of the calling agent and the base URL of its API. */
  public record AgentWorkspace(String slug, @JsonProperty("api_base") String apiBase) {}

  /** The response that describes the calling agent. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record GetCurrentAgentResponse(
      AgentIdentity identity,
      @JsonInclude List<String> capabilities,
      AgentWorkspace workspace,
      @JsonProperty("budget_policy") Map<String, Object> budgetPolicy) {}

  @GET
  @OperationSummary("Get the calling agent")
  public GetCurrentAgentResponse get(@Context HttpServletRequest request) {
    var exchange = HttpExchange.of(request);
    var tenant = exchange.tenant();
    var agent =
        directory.effective(tenant, CallingAgentResolver.of(exchange.caller()).id()).agent();
    return new GetCurrentAgentResponse(
        new AgentIdentity(
            agent.id(),
            SubjectRef.AGENT,
            tenant.slug(),
            agent.id(),
            agent.details().status().wire()),
        List.copyOf(new TreeSet<>(agent.capabilities())),
        new AgentWorkspace(tenant.slug(), tenant.issuer()),
        budgets.of(tenant, agent.id()));
  }

  /** A sub-agent registered by the caller. */
  public record SubAgentView(
      @JsonProperty("agent_id") String agentId,
      String name,
      String status,
      boolean active,
      List<String> capabilities) {

    static SubAgentView of(StoredAgent stored) {
      var agent = stored.agent();
      return new SubAgentView(
          agent.id(),
          agent.name(),
          agent.details().status().wire(),
          agent.enabled(),
          List.copyOf(new TreeSet<>(agent.capabilities())));
    }
  }

  @GET
  @OperationSummary("List the sub-agents of the calling agent")
  @Path("sub-agents")
  public ListResponseBody<SubAgentView> subAgents(
      @Context HttpServletRequest request, @BeanParam PageQueryParameters query) {
    var exchange = HttpExchange.of(request);
    var agent = CallingAgentResolver.of(exchange.caller());
    return ListResponseBody.of(
        InMemoryPager.page(
            subAgents.of(exchange.tenant(), agent.id()).stream().map(SubAgentView::of).toList(),
            query.request(),
            "agent_id",
            SubAgentView::name),
        "agents");
  }

  @DELETE
  @OperationSummary("Retire a sub-agent of the calling agent")
  @Path("sub-agents/{agentId}")
  public DataResponseBody<SubAgentView> retire(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = HttpExchange.of(request);
    if (!CallingAgentResolver.is(exchange.caller())) {
      throw AgentStore.unknown(); // other callers have no sub-agents
    }
    var parent = CallingAgentResolver.forItself(exchange.caller());
    exchange.require(AgentRegistrationResource.REGISTER);
    var by = ChangeAttribution.of(exchange);
    return DataResponseBody.of(
        SubAgentView.of(subAgents.retire(exchange.tenant(), parent.id(), agentId, by)));
  }
}
