/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.blueprint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.lumoauth.agents.registry.ChangeAttribution;
import org.lumoauth.api.authz.SubjectGrants;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** Administers blueprints. */
@Path("admin/agents/blueprints")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeRequestBody
public final class BlueprintsResource {

  private final BlueprintStore store;
  private final BlueprintService blueprints;
  private final PrivilegeEscalationGuard guard;

  public BlueprintsResource(
      BlueprintStore store, BlueprintService blueprints, PrivilegeEscalationGuard guard) {
    this.guard = guard;
    this.store = store;
    this.blueprints = blueprints;
  }

  /** A blueprint as shown to administrators. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record BlueprintBody(
      String id,
      String name,
      String description,
      List<String> capabilities,
      List<String> allowedIps,
      boolean isActive,
      Instant createdAt,
      Instant updatedAt) {

    static BlueprintBody of(AgentBlueprint blueprint) {
      return new BlueprintBody(
          blueprint.id(),
          blueprint.name(),
          blueprint.description().orElse(null),
          List.copyOf(new TreeSet<>(blueprint.capabilities())),
          blueprint.allowedIps(),
          blueprint.enabled(),
          blueprint.createdAt(),
          blueprint.updatedAt());
    }
  }

  @GET
  @OperationSummary("List blueprints")
  @RequiresPermission("agents.read")
  public ListResponseBody<BlueprintBody> list(
      @Context HttpServletRequest request, @BeanParam PageQueryParameters query) {
    var page = store.list(HttpExchange.of(request).tenant(), query.request());
    return ListResponseBody.of(page.map(BlueprintBody::of), "agent_blueprints");
  }

  @POST
  @OperationSummary("Create a blueprint")
  @RequiresPermission("agents.write")
  public Response create(@Context HttpServletRequest request, BlueprintRequestBody form) {
    var exchange = HttpExchange.of(request);
    guard.requireScopes(exchange, BlueprintRequestBody.required(form).capabilitiesOrNone());
    var made = blueprints.create(exchange.tenant(), form, ChangeAttribution.of(exchange));
    return Response.status(Response.Status.CREATED)
        .entity(new DataResponseBody<>(BlueprintBody.of(made), "Blueprint made."))
        .build();
  }

  @GET
  @OperationSummary("Get a blueprint")
  @Path("{blueprintId}")
  @RequiresPermission("agents.read")
  public DataResponseBody<BlueprintBody> get(
      @Context HttpServletRequest request, @PathParam("blueprintId") String id) {
    return DataResponseBody.of(
        BlueprintBody.of(blueprints.require(HttpExchange.of(request).tenant(), id)));
  }

  @PATCH
  @OperationSummary("Update a blueprint")
  @Path("{blueprintId}")
  @RequiresPermission("agents.write")
  public DataResponseBody<BlueprintBody> change(
      @Context HttpServletRequest request,
      @PathParam("blueprintId") String id,
      BlueprintRequestBody form) {
    var exchange = HttpExchange.of(request);
    guard.requireScopes(exchange, BlueprintRequestBody.required(form).capabilitiesOrNone());
    if (Boolean.TRUE.equals(form.isActive())) {
      guard.requireGrants(
          exchange,
          SubjectGrants.listed(
              blueprints.require(exchange.tenant(), id).capabilities(), "agents.read"));
      guard.requirePrivilegesOver(exchange, blueprints.instances(exchange.tenant(), id));
    }
    var after = blueprints.change(exchange.tenant(), id, form, ChangeAttribution.of(exchange));
    return new DataResponseBody<>(
        BlueprintBody.of(after),
        "The blueprint was changed. The change applies to its instances " + "immediately.");
  }

  @DELETE
  @OperationSummary("Delete a blueprint")
  @Path("{blueprintId}")
  @RequiresPermission("agents.write")
  public MessageResponseBody delete(
      @Context HttpServletRequest request, @PathParam("blueprintId") String id) {
    var exchange = HttpExchange.of(request);
    blueprints.delete(exchange.tenant(), id, ChangeAttribution.of(exchange));
    return new MessageResponseBody("Blueprint removed.");
  }
}
