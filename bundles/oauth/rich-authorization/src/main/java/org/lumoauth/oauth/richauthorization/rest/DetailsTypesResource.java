/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization.rest;

import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.oauth.richauthorization.DetailsTypeAdminService;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.InMemoryPager;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** Serves {@code ~/admin/oauth/authorization-details-types}. */
@Path("admin/oauth/authorization-details-types")
@Produces("application/json")
@LargeRequestBody
public final class DetailsTypesResource {

  private final DetailsTypeAdminService types;

  DetailsTypesResource(DetailsTypeAdminService types) {
    this.types = types;
  }

  @GET
  @OperationSummary("List authorization details types")
  @RequiresPermission("clients.read")
  public ListResponseBody<DetailsTypeView> list(
      @Context HttpServletRequest request, @BeanParam PageQueryParameters query) {
    var page =
        InMemoryPager.page(
            types.list(HttpExchange.of(request).tenant()),
            query.request(),
            "type",
            each -> each.declared().type() + " " + each.declared().name());
    return ListResponseBody.of(page.map(DetailsTypeView::of), "authorization_details_types");
  }

  @POST
  @OperationSummary("Create an authorization details type")
  @Consumes("application/json")
  @RequiresPermission("clients.write")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "type", required = true),
        @SchemaProperty(value = "name", required = true),
        @SchemaProperty(
            value = "words",
            type = Map.class,
            description = "The description templates by language"),
        @SchemaProperty(
            value = "schema",
            required = true,
            type = Map.class,
            description = "A JSON Schema")
      })
  @ApiResponse(status = 201)
  @ApiErrorResponses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    var type =
        types.create(exchange.tenant(), DetailsTypeRequestParser.read(body), exchange.initiator());
    return DataResponseBody.created(DetailsTypeView.of(type), "Type declared.");
  }

  @GET
  @OperationSummary("Get an authorization details type")
  @Path("{typeId}")
  @RequiresPermission("clients.read")
  public DataResponseBody<DetailsTypeView> get(
      @Context HttpServletRequest request, @PathParam("typeId") String typeId) {
    return DataResponseBody.of(
        DetailsTypeView.of(types.get(HttpExchange.of(request).tenant(), typeId)));
  }

  @PUT
  @OperationSummary("Replace an authorization details type")
  @Path("{typeId}")
  @Consumes("application/json")
  @RequiresPermission("clients.write")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "type", description = "The same value as in the path"),
        @SchemaProperty(value = "name", required = true),
        @SchemaProperty(
            value = "words",
            type = Map.class,
            description = "The description templates by language"),
        @SchemaProperty(
            value = "schema",
            required = true,
            type = Map.class,
            description = "A JSON Schema")
      })
  public DataResponseBody<DetailsTypeView> put(
      @Context HttpServletRequest request,
      @PathParam("typeId") String typeId,
      Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    var type =
        types.replace(
            exchange.tenant(), typeId, DetailsTypeRequestParser.read(body), exchange.initiator());
    return new DataResponseBody<>(DetailsTypeView.of(type), "Type updated.");
  }

  @DELETE
  @OperationSummary("Delete an authorization details type")
  @Path("{typeId}")
  @RequiresPermission("clients.write")
  public MessageResponseBody delete(
      @Context HttpServletRequest request, @PathParam("typeId") String typeId) {
    var exchange = HttpExchange.of(request);
    types.delete(exchange.tenant(), typeId, exchange.initiator());
    return new MessageResponseBody("Type removed.");
  }
}
