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
import org.lumoauth.api.relation.RelationStores;
import org.lumoauth.api.web.Requires;
import org.lumoauth.authz.openfga.FgaActor;
import org.lumoauth.authz.openfga.FgaErrors;
import org.lumoauth.authz.openfga.FgaFailure;
import org.lumoauth.authz.openfga.FgaStores;
import org.lumoauth.authz.openfga.assertion.AssertionStore;
import org.lumoauth.authz.openfga.wire.Paging;
import org.lumoauth.authz.openfga.wire.StoreBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/openfga/stores}. */
@Refuses(
    value = {400, 404, 409, 500},
    body = FgaFailure.Body.class)
@Path("openfga/stores")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class StoresResource {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9\\s./^_&@-]{3,64}");

  private final RelationStores stores;
  private final FgaStores named;
  private final AssertionStore assertions;

  public StoresResource(RelationStores stores, FgaStores named, AssertionStore assertions) {
    this.stores = stores;
    this.named = named;
    this.assertions = assertions;
  }

  @GET
  @Requires("relations.read")
  @Summary("List stores, as OpenFGA's ListStores")
  public StoreBody.Listed list(
      @Context HttpServletRequest request,
      @QueryParam("page_size") String size,
      @QueryParam("continuation_token") String token,
      @QueryParam("name") String name) {
    return FgaErrors.OTHER.run(
        () ->
            StoreBody.Listed.of(
                stores.list(
                    Exchange.of(request).tenant(),
                    Optional.ofNullable(name).filter(text -> !text.isEmpty()),
                    Paging.size(size),
                    Paging.after(token))));
  }

  @POST
  @Requires("relations.write")
  @Summary("Make a store, as OpenFGA's CreateStore")
  @Takes(StoreBody.Wanted.class)
  public Response create(@Context HttpServletRequest request) throws IOException {
    var exchange = Exchange.of(request);
    return FgaErrors.OTHER.run(
        () -> {
          var name = exchange.readJson(StoreBody.Wanted.class).name();
          if (name == null || !NAME.matcher(name).matches()) {
            throw FgaFailure.invalid(
                "name has 3 to 64 characters: letters, digits, spaces and . - / ^ _ & @");
          }
          var made = stores.create(exchange.tenant(), name, FgaActor.of(exchange));
          return Response.status(Response.Status.CREATED).entity(StoreBody.of(made)).build();
        });
  }

  @GET
  @Path("{storeId}")
  @Requires("relations.read")
  @Summary("Show a store, as OpenFGA's GetStore")
  public StoreBody get(@Context HttpServletRequest request, @PathParam("storeId") String storeId) {
    return StoreBody.of(named.require(Exchange.of(request).tenant(), storeId));
  }

  @DELETE
  @Path("{storeId}")
  @Requires("relations.write")
  @Summary("Delete a store with all that is in it, as OpenFGA's DeleteStore")
  public Response delete(
      @Context HttpServletRequest request, @PathParam("storeId") String storeId) {
    var exchange = Exchange.of(request);
    return FgaErrors.OTHER.run(
        () -> {
          var store = named.require(exchange.tenant(), storeId);
          stores.delete(exchange.tenant(), store.id(), FgaActor.of(exchange));
          assertions.eraseStore(exchange.tenant().id(), store.id());
          return Response.noContent().build();
        });
  }
}
