package org.lumoauth.agents.registry;

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
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;

/** Agents as administrators keep them. */
@Path("admin/agents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeBody
public final class AgentsResource {

  private static final String ROLES_WRITE = "roles" + SystemPermissions.WRITE;

  private final AgentStore store;
  private final AgentDirectory directory;
  private final AgentRoles roles;
  private final Blueprints blueprints;
  private final Bodies bodies;
  private final CredentialChangeGuard guard;

  AgentsResource(
      AgentStore store,
      AgentDirectory directory,
      AgentRoles roles,
      Blueprints blueprints,
      Bodies bodies,
      CredentialChangeGuard guard) {
    this.guard = guard;
    this.blueprints = blueprints;
    this.store = store;
    this.directory = directory;
    this.roles = roles;
    this.bodies = bodies;
  }

  @GET
  @Requires("agents.read")
  public ListBody<AgentBody> list(
      @Context HttpServletRequest request,
      @BeanParam PageQuery query,
      @QueryParam("status") String status,
      @QueryParam("type") String type) {
    var exchange = Exchange.of(request);
    var page = store.list(exchange.tenant(), AgentFilter.of(status, type), query.request());
    var items = bodies.of(exchange, page.items());
    return ListBody.of(new Page<>(items, page.total(), page.request()), "agents");
  }

  @POST
  @Requires("agents.write")
  public Response create(@Context HttpServletRequest request, AgentForm form) {
    var exchange = Exchange.of(request);
    if (form == null) {
      throw Problem.invalidRequest("Send the agent as a JSON object with a name.");
    }
    var asked = form.toNewAgent();
    guard.requireScopes(exchange, asked.capabilities());
    if (form.blueprintId() != null) { // what an instance inherits is given away too
      guard.requireScopes(
          exchange, blueprints.require(exchange.tenant(), form.blueprintId()).capabilities());
    }
    if (form.givesRoles()) {
      exchange.require(ROLES_WRITE);
    }
    if (asked.details().ownerId().isPresent() || asked.details().sponsorId().isPresent()) {
      exchange.require(SystemPermissions.JIT_APPROVE); // they may be who approves what it asks for
    }
    var by = Attribution.of(exchange);
    var type = form.checkedType();
    var made = directory.register(exchange.tenant(), asked, type, form.keys(), by);
    var stored = directory.require(exchange.tenant(), made.agent().id());
    var body = bodies.withSecret(exchange, stored, made.clientSecret());
    return Response.status(Response.Status.CREATED)
        .entity(new DataBody<>(body, "Agent registered."))
        .build();
  }

  @GET
  @Path("{agentId}")
  @Requires("agents.read")
  public DataBody<AgentBody> get(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = Exchange.of(request);
    var agent = directory.require(exchange.tenant(), agentId);
    return DataBody.of(bodies.of(exchange, agent));
  }

  @PATCH
  @Path("{agentId}")
  @Requires("agents.write")
  public DataBody<AgentBody> change(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId, AgentForm form) {
    var exchange = Exchange.of(request);
    if (form == null) {
      throw Problem.invalidRequest("Send what is to change as a JSON object.");
    }
    guard.requireScopes(exchange, form.capabilitiesOrNone());
    var before = directory.require(exchange.tenant(), agentId);
    requireOver(exchange, agentId);
    if (Boolean.TRUE.equals(form.canActOnBehalfOfUsers())) {
      guard.requireScopes(exchange, List.of(Agent.ON_BEHALF));
    }
    var edit = allowed(exchange, before, form).toEdit();
    if (edit.changesPeople(before.agent().details())) {
      exchange.require(SystemPermissions.JIT_APPROVE); // they may be who approves what it asks for
    }
    var agent =
        directory.update(exchange.tenant(), before.agent().id(), edit, Attribution.of(exchange));
    return new DataBody<>(bodies.of(exchange, agent), "Agent changed.");
  }

  /** The same as {@link #change}: the contract gives both one body without a required member. */
  @PUT
  @Path("{agentId}")
  @Requires("agents.write")
  public DataBody<AgentBody> put(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId, AgentForm form) {
    return change(request, agentId, form);
  }

  @DELETE
  @Path("{agentId}")
  @Requires("agents.write")
  public MessageBody delete(
      @Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var exchange = Exchange.of(request);
    var id = requireOver(exchange, agentId);
    directory.delete(exchange.tenant(), id, Attribution.of(exchange));
    return new MessageBody(
        "Agent removed, with those that it registered; their tokens are no longer valid.");
  }

  /** The caller may change this agent. */
  private String requireOver(Exchange exchange, String agentId) {
    var agent = directory.require(exchange.tenant(), agentId);
    guard.requireOver(exchange, agent.subject());
    return agent.agent().id();
  }

  /**
   * Giving roles and taking them away, all of them too, needs the permission for it. Roles sent
   * back as they were need none and are left alone, whatever happens to them meanwhile.
   */
  private AgentForm allowed(Exchange exchange, StoredAgent agent, AgentForm form) {
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
