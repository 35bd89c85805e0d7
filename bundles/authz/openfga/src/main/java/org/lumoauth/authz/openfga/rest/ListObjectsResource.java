package org.lumoauth.authz.openfga.rest;

import java.io.IOException;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.lumoauth.api.relation.RelationQueries;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Requires;
import org.lumoauth.authz.openfga.FgaErrors;
import org.lumoauth.authz.openfga.FgaFailure;
import org.lumoauth.authz.openfga.FgaStores;
import org.lumoauth.authz.openfga.wire.ListObjectsBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/openfga/stores/{storeId}/list-objects}. */
@Refuses(
    value = {400, 404, 409, 500},
    body = FgaFailure.Body.class)
@Path("openfga/stores/{storeId}/list-objects")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeBody
public final class ListObjectsResource {
  private final RelationQueries queries;
  private final FgaStores stores;

  /** As OpenFGA has it by default. */
  private static final int MAX = 1000;

  public ListObjectsResource(RelationQueries queries, FgaStores stores) {
    this.queries = queries;
    this.stores = stores;
  }

  @POST
  @Requires("authz.check")
  @Summary("List the objects to which a user has a relation, as OpenFGA's ListObjects")
  @Takes(ListObjectsBody.class)
  public Response list(@Context HttpServletRequest request, @PathParam("storeId") String storeId)
      throws IOException {
    var exchange = Exchange.of(request);
    var tenant = exchange.tenant();
    return FgaErrors.LIST.run(
        () -> {
          var store = stores.require(tenant, storeId);
          var body = exchange.readJson(ListObjectsBody.class);
          var found =
              queries.listObjects(
                  tenant,
                  store.id(),
                  body.checkedType(),
                  body.checkedRelation(),
                  body.subject(),
                  body.queryContext(),
                  MAX,
                  Optional.empty());
          return Truncation.tell(
              Response.ok(ListObjectsBody.Answer.of(found.items())), found.complete());
        });
  }
}
