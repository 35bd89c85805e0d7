/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.rest;

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
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** Administers {@code ~/admin/aauth/agents}: agents that sign their requests. */
@Path("admin/aauth/agents")
@Produces("application/json")
public final class AAuthAgentsResource {

  private final ParticipantAdminOperations parties;
  private final RegistryAgentResolver agents;

  AAuthAgentsResource(ParticipantAdminOperations parties, RegistryAgentResolver agents) {
    this.parties = parties;
    this.agents = agents;
  }

  @GET
  @OperationSummary("List AAuth agents")
  @RequiresPermission("agents.read")
  public ListResponseBody<Map<String, Object>> list(
      @Context HttpServletRequest request, @BeanParam PageQueryParameters query) {
    return parties.list(request, query, "aauth_agents");
  }

  @POST
  @OperationSummary("Create an AAuth agent")
  @Consumes("application/json")
  @RequiresPermission("agents.write")
  @ApiRequestParameters(
      value = AAuthAgentRequestBody.class,
      members = {@SchemaProperty(value = "identifier", required = true)})
  @ApiResponse(status = 201)
  @ApiErrorResponses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    return parties.create(request, body, asked -> agents.resolveOrRegister(exchange, asked));
  }

  @GET
  @OperationSummary("Get an AAuth agent")
  @Path("{aauthAgentId}")
  @RequiresPermission("agents.read")
  public DataResponseBody<Map<String, Object>> get(
      @Context HttpServletRequest request, @PathParam("aauthAgentId") String id) {
    return parties.get(request, id);
  }

  @PATCH
  @OperationSummary("Update an AAuth agent")
  @Path("{aauthAgentId}")
  @Consumes("application/json")
  @RequiresPermission("agents.write")
  @ApiRequestParameters(AAuthAgentRequestBody.class)
  @ApiErrorResponses(409)
  public DataResponseBody<Map<String, Object>> change(
      @Context HttpServletRequest request,
      @PathParam("aauthAgentId") String id,
      Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    return parties.change(request, id, body, after -> agents.resolve(exchange, after));
  }

  @DELETE
  @OperationSummary("Delete an AAuth agent")
  @Path("{aauthAgentId}")
  @RequiresPermission("agents.write")
  public MessageResponseBody delete(
      @Context HttpServletRequest request, @PathParam("aauthAgentId") String id) {
    return parties.delete(request, id);
  }
}
