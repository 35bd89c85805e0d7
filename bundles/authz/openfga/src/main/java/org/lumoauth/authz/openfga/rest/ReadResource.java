package org.lumoauth.authz.openfga.rest;

import java.io.IOException;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.relation.RelationTuples;
import org.lumoauth.api.web.Requires;
import org.lumoauth.authz.openfga.FgaErrors;
import org.lumoauth.authz.openfga.FgaFailure;
import org.lumoauth.authz.openfga.FgaStores;
import org.lumoauth.authz.openfga.wire.Paging;
import org.lumoauth.authz.openfga.wire.ReadBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/openfga/stores/{storeId}/read}. */
@Refuses(
    value = {400, 404, 409, 500},
    body = FgaFailure.Body.class)
@Path("openfga/stores/{storeId}/read")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ReadResource {
  private final RelationTuples tuples;
  private final FgaStores stores;

  public ReadResource(RelationTuples tuples, FgaStores stores) {
    this.tuples = tuples;
    this.stores = stores;
  }

  @POST
  @Requires("relations.read")
  @Summary("Read tuples as they are kept, as OpenFGA's Read")
  @Takes(ReadBody.class)
  public ReadBody.Answer read(
      @Context HttpServletRequest request, @PathParam("storeId") String storeId)
      throws IOException {
    var exchange = Exchange.of(request);
    var tenant = exchange.tenant();
    return FgaErrors.OTHER.run(
        () -> {
          var store = stores.require(tenant, storeId);
          var body = exchange.readJson(ReadBody.class);
          return ReadBody.Answer.of(
              tuples.read(
                  tenant,
                  store.id(),
                  body.filter(),
                  body.freshness(),
                  Paging.size(body.pageSize()),
                  Paging.after(body.continuationToken())));
        });
  }
}
