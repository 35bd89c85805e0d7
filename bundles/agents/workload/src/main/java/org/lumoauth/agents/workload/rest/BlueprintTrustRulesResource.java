/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.rest;

import java.util.Map;
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
import javax.ws.rs.core.Response;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/**
 * Administers {@code ~/admin/agents/blueprints/{blueprintId}/trust-rules}: the workloads that are
 * trusted as instances of a blueprint.
 */
@Path("admin/agents/blueprints/{blueprintId}/trust-rules")
@Produces("application/json")
public final class BlueprintTrustRulesResource {

  private final TrustRuleAdminOperations rules;

  BlueprintTrustRulesResource(TrustRuleAdminOperations rules) {
    this.rules = rules;
  }

  @GET
  @OperationSummary("List the trust rules of a blueprint")
  @RequiresPermission("agents.read")
  public ListResponseBody<Map<String, Object>> list(
      @Context HttpServletRequest request,
      @PathParam("blueprintId") String holderId,
      @BeanParam PageQueryParameters query) {
    return rules.list(request, holderId, query);
  }

  @POST
  @OperationSummary("Create a trust rule of a blueprint")
  @Consumes("application/json")
  @RequiresPermission("agents.write")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "provider", required = true),
        @SchemaProperty("name"),
        @SchemaProperty(value = "enabled", type = boolean.class),
        @SchemaProperty(
            value = "trust",
            required = true,
            type = Map.class,
            description = "The conditions that the provider checks")
      })
  @ApiResponse(status = 201)
  public Response create(
      @Context HttpServletRequest request,
      @PathParam("blueprintId") String holderId,
      Map<String, Object> body) {
    return rules.create(request, holderId, body);
  }

  @GET
  @OperationSummary("Get a trust rule of a blueprint")
  @Path("{trustRuleId}")
  @RequiresPermission("agents.read")
  public DataResponseBody<Map<String, Object>> get(
      @Context HttpServletRequest request,
      @PathParam("blueprintId") String holderId,
      @PathParam("trustRuleId") String id) {
    return rules.get(request, holderId, id);
  }

  @PATCH
  @OperationSummary("Update a trust rule of a blueprint")
  @Path("{trustRuleId}")
  @Consumes("application/json")
  @RequiresPermission("agents.write")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "provider", description = "The provider, which cannot be changed"),
        @SchemaProperty("name"),
        @SchemaProperty(value = "enabled", type = boolean.class),
        @SchemaProperty(value = "trust", type = Map.class)
      })
  public DataResponseBody<Map<String, Object>> change(
      @Context HttpServletRequest request,
      @PathParam("blueprintId") String holderId,
      @PathParam("trustRuleId") String id,
      Map<String, Object> body) {
    return rules.change(request, holderId, id, body);
  }

  @DELETE
  @OperationSummary("Delete a trust rule of a blueprint")
  @Path("{trustRuleId}")
  @RequiresPermission("agents.write")
  public MessageResponseBody delete(
      @Context HttpServletRequest request,
      @PathParam("blueprintId") String holderId,
      @PathParam("trustRuleId") String id) {
    return rules.delete(request, holderId, id);
  }
}
