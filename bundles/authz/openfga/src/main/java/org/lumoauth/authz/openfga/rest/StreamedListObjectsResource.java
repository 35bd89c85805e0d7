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
import org.lumoauth.api.relation.RelationQueries;
import org.lumoauth.api.relation.Slice;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Requires;
import org.lumoauth.authz.openfga.FgaErrors;
import org.lumoauth.authz.openfga.FgaFailure;
import org.lumoauth.authz.openfga.FgaStores;
import org.lumoauth.authz.openfga.wire.ListObjectsBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.StreamedDocument;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/openfga/stores/{storeId}/streamed-list-objects}. */
@Refuses(
    value = {400, 404, 409, 500},
    body = FgaFailure.Body.class)
@Path("openfga/stores/{storeId}/streamed-list-objects")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeBody
public final class StreamedListObjectsResource {
  private final RelationQueries queries;
  private final FgaStores stores;

  private static final int SLICE = 1000;

  public StreamedListObjectsResource(RelationQueries queries, FgaStores stores) {
    this.queries = queries;
    this.stores = stores;
  }

  @POST
  @Requires("authz.check")
  @Summary("Stream the objects to which a user has a relation, as OpenFGA's StreamedListObjects")
  @Takes(ListObjectsBody.class)
  public Response list(@Context HttpServletRequest request, @PathParam("storeId") String storeId)
      throws IOException {
    var exchange = Exchange.of(request);
    var tenant = exchange.tenant();
    return FgaErrors.LIST.run(
        () -> {
          var store = stores.require(tenant, storeId);
          var body = exchange.readJson(ListObjectsBody.class);
          // Asked before the answer begins, so that a refusal still has a status of its own.
          var first = slice(tenant, store.id(), body, Optional.empty());
          var stream =
              new ObjectStream(first, token -> slice(tenant, store.id(), body, Optional.of(token)));
          return Response.ok(new StreamedDocument(exchange, stream::writeTo)).build();
        });
  }

  private Slice<ObjectRef> slice(
      TenantContext tenant, String storeId, ListObjectsBody body, Optional<String> after) {
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
