/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.rest;

import java.util.List;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.lumoauth.agents.registry.AgentRegistryService;
import org.lumoauth.agents.registry.AgentRoleService;
import org.lumoauth.agents.registry.ChangeAttribution;
import org.lumoauth.agents.registry.blueprint.BlueprintService;
import org.lumoauth.agents.registry.store.AgentListFilter;
import org.lumoauth.agents.registry.store.AgentStore;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** Administers agents. */
@Path("admin/agents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeRequestBody
public final class AgentsResource {

  private static final String ROLES_WRITE = "roles" + SystemPermissions.WRITE;

  private final AgentStore store;
  private final AgentRegistryService directory;
  private final AgentRoleService roles;
  private final BlueprintService blueprints;
  private final AgentViewFactory bodies;
  private final PrivilegeEscalationGuard guard;

  AgentsResource(
      AgentStore store,
      AgentRegistryService directory,
      AgentRoleService roles,
      BlueprintService blueprints,
      AgentViewFactory bodies,
      PrivilegeEscalationGuard guard) {
    this.guard = guard;
    this.blueprints = blueprints;
    this.store = store;
    this.directory = directory;
    this.roles = roles;
    this.bodies = bodies;
  }

  @GET
  @OperationSummary("List agents")
  @RequiresPermission("agents.read")
  public ListResponseBody<AgentView> list(
      @Context HttpServletRequest request,
      @BeanParam PageQueryParameters query,
      @QueryParam("status") String status,
      @QueryParam("type") String type) {
    var exchange = HttpExchange.of(request);
    var page = store.list(exchange.tenant(), AgentListFilter.of(status, type), query.request());
    var items = bodies.of(exchange, page.items());
    return ListResponseBody.of(new Page<>(items, page.total(), page.request()), "agents");
  }

  @POST
  @OperationSummary("Create an agent")
  @RequiresPermission("agents.write")
  public Response create(@Context HttpServletRequest request, AgentRequestBody form) {
    var exchange = HttpExchange.of(request);
    if (form == null) {
      throw ApiException.invalidRequest("Send the agent as a JSON object with a `name`.");
    }
    var asked = form.toNewAgent();
    guard.requireScopes(exchange, asked.capabilities());
    if (form.blueprintId() != null) { // an instance also grants the capabilities that it inherits
      guard.requireScopes(
          exchange, blueprints.require(exchange.tenant(), form.blueprintId()).capabilities());
    }
    if (form.givesRoles()) {
      exchange.require(ROLES_WRITE);
    }
    if (asked.details().ownerId().isPresent() || asked.details().sponsorId().isPresent()) {
      exchange.require(
          SystemPermissions
              .JIT_APPROVE); // the new owner or sponsor may approve the agent's requests
    }
    var by = ChangeAttribution.of(exchange);
    var type = form.checkedType();
    var made = directory.register(exchange.tenant(), asked, type, form.keys(), by);
    var stored = directory.require(exchange.tenant(), made.agent().id());
    var body = bodies.withSecret(exchange, stored, made.clientSecret());
    return Response.status(Response.Status.CREATED)
        .entity(new DataResponseBody<>(body, "Agent registered."))
        .build();
  }

  @GET
  @OperationSummary("Get an agent")
  @Path("{agentId}")
  @RequiresPermission("agents.read")
  public DataResponseBody<AgentView> get(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = HttpExchange.of(request);
    var agent = directory.require(exchange.tenant(), agentId);
    return DataResponseBody.of(bodies.of(exchange, agent));
  }

  @PATCH
  @OperationSummary("Update an agent")
  @Path("{agentId}")
  @RequiresPermission("agents.write")
  public DataResponseBody<AgentView> change(
      @Context HttpServletRequest request,
      @PathParam("agentId") String agentId,
      AgentRequestBody form) {
    var exchange = HttpExchange.of(request);
    if (form == null) {
      throw ApiException.invalidRequest("Send the changes as a JSON object.");
    }
    guard.requireScopes(exchange, form.capabilitiesOrNone());
    var before = directory.require(exchange.tenant(), agentId);
    requireOver(exchange, agentId);
    if (Boolean.TRUE.equals(form.canActOnBehalfOfUsers())) {
      guard.requireScopes(exchange, List.of(Agent.ON_BEHALF));
    }
    var edit = allowed(exchange, before, form).toEdit();
    if (edit.changesPeople(before.agent().details())) {
      exchange.require(
          SystemPermissions
              .JIT_APPROVE); // the new owner or sponsor may approve the agent's requests
    }
    var agent =
        directory.update(
            exchange.tenant(), before.agent().id(), edit, ChangeAttribution.of(exchange));
    return new DataResponseBody<>(bodies.of(exchange, agent), "Agent changed.");
  }

  /**
   * Same as {@link #change}: the published API uses one body for both, without required members.
   */
  @PUT
  @OperationSummary("Update an agent")
  @Path("{agentId}")
  @RequiresPermission("agents.write")
  public DataResponseBody<AgentView> put(
      @Context HttpServletRequest request,
      @PathParam("agentId") String agentId,
      AgentRequestBody form) {
    return change(request, agentId, form);
  }

  @DELETE
  @OperationSummary("Delete an agent and its sub-agents")
  @Path("{agentId}")
  @RequiresPermission("agents.write")
  public MessageResponseBody delete(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = HttpExchange.of(request);
    var id = requireOver(exchange, agentId);
    directory.delete(exchange.tenant(), id, ChangeAttribution.of(exchange));
    return new MessageResponseBody(
        "The agent and its sub-agents were deleted. Their tokens are no longer " + "valid.");
  }

  /** Requires that the caller may change this agent. */
  private String requireOver(HttpExchange exchange, String agentId) {
    var agent = directory.require(exchange.tenant(), agentId);
    guard.requirePrivilegesOver(exchange, agent.subject());
    return agent.agent().id();
  }

  /**
   * Requires the role permission if the form adds or removes roles. Roles sent back unchanged need
   * no permission and are not written, so concurrent changes of them are kept.
   */
  private AgentRequestBody allowed(
      HttpExchange exchange, StoredAgent agent, AgentRequestBody form) {
    if (form.roles() == null) {
      return form;
    }
    if (!roles.differ(exchange.tenant(), agent.subject(), form.roles())) {
      return form.withoutRoles();
    }
    exchange.require(ROLES_WRITE);
    return form;
  }
}
