/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.api.relation.RelationQueryService;
import org.lumoauth.api.relation.RelationStoreService;
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Serves the expand endpoint, which returns the subjects of a relation to an object as a tree. */
@ApiRequestParameters(RelationQueryBody.class)
@ApiResponse(status = 200)
@ApiErrorResponses(422)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authz-rebac-expand",
      HttpHandler.SUMMARY + "=Expand a relation to an object into a tree of subjects",
      "lumoauth.web.routes=POST ~/zanzibar/expand",
      "lumoauth.web.routes=POST ~/authz/zanzibar/expand",
      "lumoauth.web.routes=POST /api/v1/zanzibar/expand",
      "lumoauth.web.routes=POST /api/v1/authz/zanzibar/expand",
      EndpointServicePropertyNames.LARGE_BODY + ":Boolean=true"
    })
public final class ExpandRelationEndpoint implements HttpHandler {
  private final RelationStoreService stores;
  private final RelationQueryService queries;

  @Activate
  public ExpandRelationEndpoint(
      @Reference RelationStoreService stores, @Reference RelationQueryService queries) {
    this.stores = stores;
    this.queries = queries;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    RelationQueryGuard.requireCheckPermission(exchange);
    var tenant = exchange.tenant();
    var body = exchange.readJson(RelationQueryBody.class);
    var object = body.objectRef();
    var relation = body.relationName();
    var context = body.queryContext();
    var tree =
        RelationExceptionConverter.check(
            () ->
                queries.expand(
                    tenant, stores.defaultStore(tenant).id(), object, relation, context));
    exchange.writeJson(200, Map.of("tree", UsersetTreeView.of(tree)));
  }
}
