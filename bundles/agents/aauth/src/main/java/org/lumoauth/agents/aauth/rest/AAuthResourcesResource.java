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
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** Administers {@code ~/admin/aauth/resources}: resources that agents request access to. */
@Path("admin/aauth/resources")
@Produces("application/json")
public final class AAuthResourcesResource {

  private final ParticipantAdminOperations parties;

  AAuthResourcesResource(ParticipantAdminOperations parties) {
    this.parties = parties;
  }

  @GET
  @OperationSummary("List AAuth resources")
  @RequiresPermission("agents.read")
  public ListResponseBody<Map<String, Object>> list(
      @Context HttpServletRequest request, @BeanParam PageQueryParameters query) {
    return parties.list(request, query, "aauth_resources");
  }

  @POST
  @OperationSummary("Create an AAuth resource")
  @Consumes("application/json")
  @RequiresPermission("agents.write")
  @ApiRequestParameters(
      value = AAuthResourceRequestBody.class,
      members = {@SchemaProperty(value = "identifier", required = true)})
  @ApiResponse(status = 201)
  @ApiErrorResponses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    return parties.create(request, body, asked -> asked);
  }

  @GET
  @OperationSummary("Get an AAuth resource")
  @Path("{aauthResourceId}")
  @RequiresPermission("agents.read")
  public DataResponseBody<Map<String, Object>> get(
      @Context HttpServletRequest request, @PathParam("aauthResourceId") String id) {
    return parties.get(request, id);
  }

  @PATCH
  @OperationSummary("Update an AAuth resource")
  @Path("{aauthResourceId}")
  @Consumes("application/json")
  @RequiresPermission("agents.write")
  @ApiRequestParameters(AAuthResourceRequestBody.class)
  @ApiErrorResponses(409)
  public DataResponseBody<Map<String, Object>> change(
      @Context HttpServletRequest request,
      @PathParam("aauthResourceId") String id,
      Map<String, Object> body) {
    return parties.change(request, id, body, after -> after);
  }

  @DELETE
  @OperationSummary("Delete an AAuth resource")
  @Path("{aauthResourceId}")
  @RequiresPermission("agents.write")
  public MessageResponseBody delete(
      @Context HttpServletRequest request, @PathParam("aauthResourceId") String id) {
    return parties.delete(request, id);
  }
}
