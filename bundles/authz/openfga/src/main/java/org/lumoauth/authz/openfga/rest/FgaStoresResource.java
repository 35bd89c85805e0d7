/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.rest;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.lumoauth.api.relation.RelationStoreService;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.authz.openfga.FgaErrorMapping;
import org.lumoauth.authz.openfga.FgaException;
import org.lumoauth.authz.openfga.FgaStoreResolver;
import org.lumoauth.authz.openfga.assertion.FgaAssertionStore;
import org.lumoauth.authz.openfga.wire.FgaPageParameterParser;
import org.lumoauth.authz.openfga.wire.FgaStoreView;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.rest.OperationSummary;

/** The resource {@code ~/openfga/stores}. */
@ApiErrorResponses(
    value = {400, 404, 409, 500},
    body = FgaException.FgaErrorBody.class)
@Path("openfga/stores")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class FgaStoresResource {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9\\s./^_&@-]{3,64}");

  private final RelationStoreService stores;
  private final FgaStoreResolver named;
  private final FgaAssertionStore assertions;

  public FgaStoresResource(
      RelationStoreService stores, FgaStoreResolver named, FgaAssertionStore assertions) {
    this.stores = stores;
    this.named = named;
    this.assertions = assertions;
  }

  @GET
  @RequiresPermission("relations.read")
  @OperationSummary("List stores (OpenFGA ListStores)")
  public FgaStoreView.ListStoresResponse list(
      @Context HttpServletRequest request,
      @QueryParam("page_size") String size,
      @QueryParam("continuation_token") String token,
      @QueryParam("name") String name) {
    return FgaErrorMapping.OTHER.run(
        () ->
            FgaStoreView.ListStoresResponse.of(
                stores.list(
                    HttpExchange.of(request).tenant(),
                    Optional.ofNullable(name).filter(text -> !text.isEmpty()),
                    FgaPageParameterParser.size(size),
                    FgaPageParameterParser.after(token))));
  }

  @POST
  @RequiresPermission("relations.write")
  @OperationSummary("Create a store (OpenFGA CreateStore)")
  @ApiRequestParameters(FgaStoreView.CreateStoreBody.class)
  public Response create(@Context HttpServletRequest request) throws IOException {
    var exchange = HttpExchange.of(request);
    return FgaErrorMapping.OTHER.run(
        () -> {
          var name = exchange.readJson(FgaStoreView.CreateStoreBody.class).name();
          if (name == null || !NAME.matcher(name).matches()) {
            throw FgaException.invalid(
                "`name` must be 3 to 64 characters: letters, digits, spaces and . - / ^ _ "
                    + "& @");
          }
          var made = stores.create(exchange.tenant(), name, exchange.initiator());
          return Response.status(Response.Status.CREATED).entity(FgaStoreView.of(made)).build();
        });
  }

  @GET
  @Path("{storeId}")
  @RequiresPermission("relations.read")
  @OperationSummary("Get a store (OpenFGA GetStore)")
  public FgaStoreView get(
      @Context HttpServletRequest request, @PathParam("storeId") String storeId) {
    return FgaStoreView.of(named.require(HttpExchange.of(request).tenant(), storeId));
  }

  @DELETE
  @Path("{storeId}")
  @RequiresPermission("relations.write")
  @OperationSummary("Delete a store and its content (OpenFGA DeleteStore)")
  public Response delete(
      @Context HttpServletRequest request, @PathParam("storeId") String storeId) {
    var exchange = HttpExchange.of(request);
    return FgaErrorMapping.OTHER.run(
        () -> {
          var store = named.require(exchange.tenant(), storeId);
          stores.delete(exchange.tenant(), store.id(), exchange.initiator());
          assertions.eraseStore(exchange.tenant().id(), store.id());
          return Response.noContent().build();
        });
  }
}
