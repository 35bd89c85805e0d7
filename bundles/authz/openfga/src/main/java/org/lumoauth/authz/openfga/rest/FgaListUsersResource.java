/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.api.relation.RelationQueryService;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.authz.openfga.FgaErrorMapping;
import org.lumoauth.authz.openfga.FgaException;
import org.lumoauth.authz.openfga.FgaStoreResolver;
import org.lumoauth.authz.openfga.wire.FgaListUsersBody;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.rest.OperationSummary;

/** The resource {@code ~/openfga/stores/{storeId}/list-users}. */
@ApiErrorResponses(
    value = {400, 404, 409, 500},
    body = FgaException.FgaErrorBody.class)
@Path("openfga/stores/{storeId}/list-users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeRequestBody
public final class FgaListUsersResource {
  private final RelationQueryService queries;
  private final FgaStoreResolver stores;

  /** OpenFGA's default. */
  private static final int MAX = 1000;

  public FgaListUsersResource(RelationQueryService queries, FgaStoreResolver stores) {
    this.queries = queries;
    this.stores = stores;
  }

  @POST
  @RequiresPermission("authz.check")
  @OperationSummary("List the users that have a relation to an object (OpenFGA ListUsers)")
  @ApiRequestParameters(FgaListUsersBody.class)
  public Response list(@Context HttpServletRequest request, @PathParam("storeId") String storeId)
      throws IOException {
    var exchange = HttpExchange.of(request);
    var tenant = exchange.tenant();
    return FgaErrorMapping.LIST.run(
        () -> {
          var store = stores.require(tenant, storeId);
          var body = exchange.readJson(FgaListUsersBody.class);
          var found =
              queries
                  .listSubjects(
                      tenant,
                      store.id(),
                      body.checkedObject(),
                      body.checkedRelation(),
                      body.filter(),
                      body.queryContext(),
                      MAX,
                      Optional.empty())
                  .found();
          return TruncationHeader.tell(
              Response.ok(FgaListUsersBody.FgaListUsersResponse.of(found.items())),
              found.complete());
        });
  }
}
