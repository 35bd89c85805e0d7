/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.api.relation.RelationTupleService;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.authz.openfga.FgaErrorMapping;
import org.lumoauth.authz.openfga.FgaException;
import org.lumoauth.authz.openfga.FgaStoreResolver;
import org.lumoauth.authz.openfga.wire.FgaWriteBody;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.rest.OperationSummary;

/** The resource {@code ~/openfga/stores/{storeId}/write}. */
@ApiErrorResponses(
    value = {400, 404, 409, 500},
    body = FgaException.FgaErrorBody.class)
@Path("openfga/stores/{storeId}/write")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeRequestBody
public final class FgaWriteResource {
  private final RelationTupleService tuples;
  private final FgaStoreResolver stores;

  public FgaWriteResource(RelationTupleService tuples, FgaStoreResolver stores) {
    this.tuples = tuples;
    this.stores = stores;
  }

  @POST
  @RequiresPermission("relations.write")
  @OperationSummary("Write and delete tuples in one transaction (OpenFGA Write)")
  @ApiRequestParameters(FgaWriteBody.class)
  public Map<String, Object> write(
      @Context HttpServletRequest request, @PathParam("storeId") String storeId)
      throws IOException {
    var exchange = HttpExchange.of(request);
    var tenant = exchange.tenant();
    return FgaErrorMapping.WRITE.run(
        () -> {
          var store = stores.require(tenant, storeId);
          var change = exchange.readJson(FgaWriteBody.class).change();
          tuples.write(tenant, store.id(), change, exchange.initiator());
          return Map.of();
        });
  }
}
