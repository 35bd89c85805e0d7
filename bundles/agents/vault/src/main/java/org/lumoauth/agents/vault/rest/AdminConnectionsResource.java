/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.rest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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
import org.lumoauth.agents.vault.connection.ConnectionRegistry;
import org.lumoauth.agents.vault.connection.ConnectionRequestBody;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
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

/** The REST resource {@code ~/admin/connections}. */
@Path("admin/connections")
@Produces("application/json")
public final class AdminConnectionsResource {

  private final ConnectionRegistry connections;

  AdminConnectionsResource(ConnectionRegistry connections) {
    this.connections = connections;
  }

  @GET
  @OperationSummary("List connections to other services")
  @RequiresPermission("agents.read")
  public ListResponseBody<Map<String, Object>> list(
      @Context HttpServletRequest request, @BeanParam PageQueryParameters query) {
    var tenant = HttpExchange.of(request).tenant();
    return ListResponseBody.of(
        page(connections.list(tenant), query.request())
            .map(connection -> VaultConnectionViewFactory.whole(tenant, connection)),
        "connections");
  }

  @POST
  @OperationSummary("Create a connection")
  @Consumes("application/json")
  @RequiresPermission("agents.write")
  @ApiRequestParameters(
      value = ConnectionRequestBody.class,
      members = {
        @SchemaProperty(value = "name", required = true),
        @SchemaProperty(value = "provider", required = true),
        @SchemaProperty(value = "token_endpoint", required = true),
        @SchemaProperty(value = "client_id", required = true)
      })
  @ApiResponse(status = 201)
  @ApiErrorResponses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    var made = connections.create(exchange.tenant(), body, exchange.initiator());
    return DataResponseBody.created(
        VaultConnectionViewFactory.whole(exchange.tenant(), made), "The connection was created.");
  }

  @GET
  @OperationSummary("Get a connection")
  @Path("{connectionId}")
  @RequiresPermission("agents.read")
  public DataResponseBody<Map<String, Object>> get(
      @Context HttpServletRequest request, @PathParam("connectionId") String id) {
    var tenant = HttpExchange.of(request).tenant();
    return DataResponseBody.of(
        VaultConnectionViewFactory.whole(tenant, connections.get(tenant, id)));
  }

  @PATCH
  @OperationSummary("Update a connection")
  @Path("{connectionId}")
  @Consumes("application/json")
  @RequiresPermission("agents.write")
  @ApiRequestParameters(ConnectionRequestBody.class)
  @ApiErrorResponses(409)
  public DataResponseBody<Map<String, Object>> change(
      @Context HttpServletRequest request,
      @PathParam("connectionId") String id,
      Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    var changed = connections.change(exchange.tenant(), id, body, exchange.initiator());
    return new DataResponseBody<>(
        VaultConnectionViewFactory.whole(exchange.tenant(), changed),
        "The connection was updated.");
  }

  @DELETE
  @OperationSummary("Delete a connection and its grants")
  @Path("{connectionId}")
  @RequiresPermission("agents.write")
  public MessageResponseBody delete(
      @Context HttpServletRequest request, @PathParam("connectionId") String id) {
    var exchange = HttpExchange.of(request);
    connections.delete(exchange.tenant(), id, exchange.initiator());
    return new MessageResponseBody("The connection was deleted.");
  }

  /** Returns a page of the connections; there are few, so all are read first. */
  private static Page<VaultConnection> page(List<VaultConnection> all, PageRequest page) {
    page.sortBy()
        .filter(name -> !name.equals("connection_id"))
        .ifPresent(
            name -> {
              throw ApiException.invalid("sortBy", "`sortBy` must be connection_id.");
            });
    String search = page.search().orElse("").toLowerCase(Locale.ROOT);
    List<VaultConnection> matching =
        new ArrayList<>(
            all.stream()
                .filter(
                    each ->
                        (each.spec().name() + " " + each.spec().provider())
                            .toLowerCase(Locale.ROOT)
                            .contains(search))
                .toList());
    if (page.descending()) {
      Collections.reverse(matching);
    }
    return new Page<>(
        matching.stream().skip(page.offset()).limit(page.limit()).toList(), matching.size(), page);
  }
}
