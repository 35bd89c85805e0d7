/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.api.relation.RelationQueryService;
import org.lumoauth.api.relation.RelationStoreService;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves the check endpoints. The response of {@code /authz} names the subject {@code subject},
 * that of a tenant's {@code /zanzibar} names it {@code user}.
 */
@ApiRequestParameters(RelationQueryBody.class)
@ApiResponse(status = 200)
@ApiErrorResponses(422)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authz-rebac-check",
      HttpHandler.SUMMARY + "=Check whether a subject has a relation to an object",
      "lumoauth.web.routes=POST ~/zanzibar/check",
      "lumoauth.web.routes=POST ~/authz/zanzibar/check",
      "lumoauth.web.routes=POST /api/v1/zanzibar/check",
      "lumoauth.web.routes=POST /api/v1/authz/zanzibar/check",
      EndpointServicePropertyNames.LARGE_BODY + ":Boolean=true"
    })
public final class CheckRelationEndpoint implements HttpHandler {
  private final RelationStoreService stores;
  private final RelationQueryService queries;

  @Activate
  public CheckRelationEndpoint(
      @Reference RelationStoreService stores, @Reference RelationQueryService queries) {
    this.stores = stores;
    this.queries = queries;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var tenant = exchange.tenant();
    var body = exchange.readJson(RelationQueryBody.class);
    var key = new TupleKey(body.objectRef(), body.relationName(), body.subjectRef());
    RelationQueryGuard.requireMayAsk(exchange, body, key.subject());
    var context = body.queryContext();
    var answer =
        RelationExceptionConverter.check(
            () ->
                queries.check(
                    tenant, stores.defaultStore(tenant).id(), key, context, body.explains()));
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("allowed", answer.allowed());
    told.put("object", key.object().toString());
    told.put("relation", key.relation());
    told.put(SubjectPropertyName.of(exchange).subject(), key.subject().toString());
    told.put("model", answer.modelId());
    told.put("token", answer.token());
    answer
        .explanation()
        .ifPresent(
            why -> {
              if (answer.allowed()) {
                told.put("resolution_metadata", RelationResolutionView.of(why));
              }
              told.put("explanation", why);
            });
    exchange.writeJson(200, told);
  }
}
