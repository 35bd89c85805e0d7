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
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationQueryService;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.authz.openfga.FgaErrorMapping;
import org.lumoauth.authz.openfga.FgaException;
import org.lumoauth.authz.openfga.FgaStoreResolver;
import org.lumoauth.authz.openfga.wire.FgaListObjectsBody;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.StreamedDocumentOutput;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.rest.OperationSummary;

/** The resource {@code ~/openfga/stores/{storeId}/streamed-list-objects}. */
@ApiErrorResponses(
    value = {400, 404, 409, 500},
    body = FgaException.FgaErrorBody.class)
@Path("openfga/stores/{storeId}/streamed-list-objects")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeRequestBody
public final class FgaStreamedListObjectsResource {
  private final RelationQueryService queries;
  private final FgaStoreResolver stores;

  private static final int SLICE = 1000;

  public FgaStreamedListObjectsResource(RelationQueryService queries, FgaStoreResolver stores) {
    this.queries = queries;
    this.stores = stores;
  }

  @POST
  @RequiresPermission("authz.check")
  @OperationSummary(
      "Stream the objects that a user has a relation to (OpenFGA " + "StreamedListObjects)")
  @ApiRequestParameters(FgaListObjectsBody.class)
  public Response list(@Context HttpServletRequest request, @PathParam("storeId") String storeId)
      throws IOException {
    var exchange = HttpExchange.of(request);
    var tenant = exchange.tenant();
    return FgaErrorMapping.LIST.run(
        () -> {
          var store = stores.require(tenant, storeId);
          var body = exchange.readJson(FgaListObjectsBody.class);
          // Run before the response begins, so that an error still has an HTTP status.
          var first = slice(tenant, store.id(), body, Optional.empty());
          var stream =
              new FgaObjectStreamWriter(
                  first, token -> slice(tenant, store.id(), body, Optional.of(token)));
          return Response.ok(new StreamedDocumentOutput(exchange, stream::writeTo)).build();
        });
  }

  private ResultSlice<ObjectRef> slice(
      TenantContext tenant, String storeId, FgaListObjectsBody body, Optional<String> after) {
    return queries.listObjects(
        tenant,
        storeId,
        body.checkedType(),
        body.checkedRelation(),
        body.subject(),
        body.queryContext(),
        SLICE,
        after);
  }
}
