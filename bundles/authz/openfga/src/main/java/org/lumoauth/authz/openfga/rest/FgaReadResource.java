/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.api.relation.RelationTupleService;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.authz.openfga.FgaErrorMapping;
import org.lumoauth.authz.openfga.FgaException;
import org.lumoauth.authz.openfga.FgaStoreResolver;
import org.lumoauth.authz.openfga.wire.FgaPageParameterParser;
import org.lumoauth.authz.openfga.wire.FgaReadBody;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.rest.OperationSummary;

/** The resource {@code ~/openfga/stores/{storeId}/read}. */
@ApiErrorResponses(
    value = {400, 404, 409, 500},
    body = FgaException.FgaErrorBody.class)
@Path("openfga/stores/{storeId}/read")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class FgaReadResource {
  private final RelationTupleService tuples;
  private final FgaStoreResolver stores;

  public FgaReadResource(RelationTupleService tuples, FgaStoreResolver stores) {
    this.tuples = tuples;
    this.stores = stores;
  }

  @POST
  @RequiresPermission("relations.read")
  @OperationSummary("Read the stored tuples (OpenFGA Read)")
  @ApiRequestParameters(FgaReadBody.class)
  public FgaReadBody.FgaReadResponse read(
      @Context HttpServletRequest request, @PathParam("storeId") String storeId)
      throws IOException {
    var exchange = HttpExchange.of(request);
    var tenant = exchange.tenant();
    return FgaErrorMapping.OTHER.run(
        () -> {
          var store = stores.require(tenant, storeId);
          var body = exchange.readJson(FgaReadBody.class);
          return FgaReadBody.FgaReadResponse.of(
              tuples.read(
                  tenant,
                  store.id(),
                  body.filter(),
                  body.freshness(),
                  FgaPageParameterParser.size(body.pageSize()),
                  FgaPageParameterParser.after(body.continuationToken())));
        });
  }
}
