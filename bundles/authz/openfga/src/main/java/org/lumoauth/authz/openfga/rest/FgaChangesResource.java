/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.api.relation.RelationTupleService;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.authz.openfga.FgaErrorMapping;
import org.lumoauth.authz.openfga.FgaException;
import org.lumoauth.authz.openfga.FgaStoreResolver;
import org.lumoauth.authz.openfga.wire.FgaPageParameterParser;
import org.lumoauth.authz.openfga.wire.FgaTupleChangesView;
import org.lumoauth.authz.openfga.wire.FgaTupleTextParser;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.rest.OperationSummary;

/** The resource {@code ~/openfga/stores/{storeId}/changes}. */
@ApiErrorResponses(
    value = {400, 404, 409, 500},
    body = FgaException.FgaErrorBody.class)
@Path("openfga/stores/{storeId}/changes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class FgaChangesResource {
  private final RelationTupleService tuples;
  private final FgaStoreResolver stores;

  public FgaChangesResource(RelationTupleService tuples, FgaStoreResolver stores) {
    this.tuples = tuples;
    this.stores = stores;
  }

  @GET
  @RequiresPermission("relations.read")
  @OperationSummary("Read the changes of tuples in order (OpenFGA ReadChanges)")
  public FgaTupleChangesView changes(
      @Context HttpServletRequest request,
      @PathParam("storeId") String storeId,
      @QueryParam("type") String type,
      @QueryParam("page_size") String size,
      @QueryParam("continuation_token") String token,
      @QueryParam("start_time") String from) {
    var tenant = HttpExchange.of(request).tenant();
    return FgaErrorMapping.OTHER.run(
        () -> {
          var store = stores.require(tenant, storeId);
          return FgaTupleChangesView.of(
              tuples.listChanges(
                  tenant,
                  store.id(),
                  Optional.ofNullable(type).filter(t -> !t.isEmpty()).map(FgaTupleTextParser::type),
                  FgaTupleChangesView.from(from),
                  FgaPageParameterParser.size(size),
                  FgaPageParameterParser.after(token)));
        });
  }
}
