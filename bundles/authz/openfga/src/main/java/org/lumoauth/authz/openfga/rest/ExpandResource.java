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
import org.lumoauth.api.relation.RelationQueries;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Requires;
import org.lumoauth.authz.openfga.FgaErrors;
import org.lumoauth.authz.openfga.FgaFailure;
import org.lumoauth.authz.openfga.FgaStores;
import org.lumoauth.authz.openfga.wire.ExpandBody;
import org.lumoauth.authz.openfga.wire.TreeNode;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/openfga/stores/{storeId}/expand}. */
@Refuses(
    value = {400, 404, 409, 500},
    body = FgaFailure.Body.class)
@Path("openfga/stores/{storeId}/expand")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeBody
public final class ExpandResource {
  private final RelationQueries queries;
  private final FgaStores stores;

  public ExpandResource(RelationQueries queries, FgaStores stores) {
    this.queries = queries;
    this.stores = stores;
  }

  @POST
  @Requires("authz.check")
  @Summary("Show who has a relation as a tree, as OpenFGA's Expand")
  @Takes(ExpandBody.class)
  public ExpandBody.Answer expand(
      @Context HttpServletRequest request, @PathParam("storeId") String storeId)
      throws IOException {
    var exchange = Exchange.of(request);
    var tenant = exchange.tenant();
    return FgaErrors.CHECK.run(
        () -> {
          var store = stores.require(tenant, storeId);
          var body = exchange.readJson(ExpandBody.class);
          var tree =
              queries.expand(
                  tenant, store.id(), body.object(), body.relation(), body.queryContext());
          return new ExpandBody.Answer(new ExpandBody.Tree(TreeNode.of(tree)));
        });
  }
}
