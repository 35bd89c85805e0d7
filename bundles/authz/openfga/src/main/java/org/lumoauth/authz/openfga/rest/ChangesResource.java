package org.lumoauth.authz.openfga.rest;

import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.relation.RelationTuples;
import org.lumoauth.api.web.Requires;
import org.lumoauth.authz.openfga.FgaErrors;
import org.lumoauth.authz.openfga.FgaFailure;
import org.lumoauth.authz.openfga.FgaStores;
import org.lumoauth.authz.openfga.wire.ChangesBody;
import org.lumoauth.authz.openfga.wire.Paging;
import org.lumoauth.authz.openfga.wire.TupleText;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.description.Refuses;

/** {@code ~/openfga/stores/{storeId}/changes}. */
@Refuses(
    value = {400, 404, 409, 500},
    body = FgaFailure.Body.class)
@Path("openfga/stores/{storeId}/changes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ChangesResource {
  private final RelationTuples tuples;
  private final FgaStores stores;

  public ChangesResource(RelationTuples tuples, FgaStores stores) {
    this.tuples = tuples;
    this.stores = stores;
  }

  @GET
  @Requires("relations.read")
  @Summary("Read changes of tuples in their order, as OpenFGA's ReadChanges")
  public ChangesBody changes(
      @Context HttpServletRequest request,
      @PathParam("storeId") String storeId,
      @QueryParam("type") String type,
      @QueryParam("page_size") String size,
      @QueryParam("continuation_token") String token,
      @QueryParam("start_time") String from) {
    var tenant = Exchange.of(request).tenant();
    return FgaErrors.OTHER.run(
        () -> {
          var store = stores.require(tenant, storeId);
          return ChangesBody.of(
              tuples.changes(
                  tenant,
                  store.id(),
                  Optional.ofNullable(type).filter(t -> !t.isEmpty()).map(TupleText::type),
                  ChangesBody.from(from),
                  Paging.size(size),
                  Paging.after(token)));
        });
  }
}
