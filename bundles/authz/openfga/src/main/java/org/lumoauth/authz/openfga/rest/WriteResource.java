package org.lumoauth.authz.openfga.rest;

import java.io.IOException;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.relation.RelationTuples;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Requires;
import org.lumoauth.authz.openfga.FgaActor;
import org.lumoauth.authz.openfga.FgaErrors;
import org.lumoauth.authz.openfga.FgaFailure;
import org.lumoauth.authz.openfga.FgaStores;
import org.lumoauth.authz.openfga.wire.WriteBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/openfga/stores/{storeId}/write}. */
@Refuses(
    value = {400, 404, 409, 500},
    body = FgaFailure.Body.class)
@Path("openfga/stores/{storeId}/write")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeBody
public final class WriteResource {
  private final RelationTuples tuples;
  private final FgaStores stores;

  public WriteResource(RelationTuples tuples, FgaStores stores) {
    this.tuples = tuples;
    this.stores = stores;
  }

  @POST
  @Requires("relations.write")
  @Summary("Write and delete tuples, all or none, as OpenFGA's Write")
  @Takes(WriteBody.class)
  public Map<String, Object> write(
      @Context HttpServletRequest request, @PathParam("storeId") String storeId)
      throws IOException {
    var exchange = Exchange.of(request);
    var tenant = exchange.tenant();
    return FgaErrors.WRITE.run(
        () -> {
          var store = stores.require(tenant, storeId);
          var change = exchange.readJson(WriteBody.class).change();
          tuples.write(tenant, store.id(), change, FgaActor.of(exchange));
          return Map.of();
        });
  }
}
