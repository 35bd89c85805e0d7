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
import org.lumoauth.api.relation.RelationQueryService;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.authz.openfga.FgaErrorMapping;
import org.lumoauth.authz.openfga.FgaException;
import org.lumoauth.authz.openfga.FgaStoreResolver;
import org.lumoauth.authz.openfga.wire.FgaExpandBody;
import org.lumoauth.authz.openfga.wire.FgaUsersetTreeNode;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.rest.OperationSummary;

/** The resource {@code ~/openfga/stores/{storeId}/expand}. */
@ApiErrorResponses(
    value = {400, 404, 409, 500},
    body = FgaException.FgaErrorBody.class)
@Path("openfga/stores/{storeId}/expand")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeRequestBody
public final class FgaExpandResource {
  private final RelationQueryService queries;
  private final FgaStoreResolver stores;

  public FgaExpandResource(RelationQueryService queries, FgaStoreResolver stores) {
    this.queries = queries;
    this.stores = stores;
  }

  @POST
  @RequiresPermission("authz.check")
  @OperationSummary("Expand the users of a relation as a tree (OpenFGA Expand)")
  @ApiRequestParameters(FgaExpandBody.class)
  public FgaExpandBody.FgaExpandResponse expand(
      @Context HttpServletRequest request, @PathParam("storeId") String storeId)
      throws IOException {
    var exchange = HttpExchange.of(request);
    var tenant = exchange.tenant();
    return FgaErrorMapping.CHECK.run(
        () -> {
          var store = stores.require(tenant, storeId);
          var body = exchange.readJson(FgaExpandBody.class);
          var tree =
              queries.expand(
                  tenant, store.id(), body.object(), body.relation(), body.queryContext());
          return new FgaExpandBody.FgaExpandResponse(
              new FgaExpandBody.FgaUsersetTree(FgaUsersetTreeNode.of(tree)));
        });
  }
}
