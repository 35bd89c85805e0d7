/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.check;

import java.io.IOException;
import org.lumoauth.api.relation.RelationQueryService;
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.lumoauth.authz.openfga.FgaErrorMapping;
import org.lumoauth.authz.openfga.FgaException;
import org.lumoauth.authz.openfga.wire.FgaCheckBody;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** OpenFGA's Check. */
@ApiRequestParameters(FgaCheckBody.class)
@ApiResponse(FgaCheckBody.FgaCheckResponse.class)
@ApiErrorResponses(
    value = {400, 404, 409, 500},
    body = FgaException.FgaErrorBody.class)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authz-openfga-check",
      "lumoauth.web.routes=POST ~/openfga/stores/{storeId}/check",
      EndpointServicePropertyNames.LARGE_BODY + ":Boolean=true",
      HttpHandler.SUMMARY + "=Check whether a user has a relation to an object (OpenFGA Check)",
      "lumoauth.web.guard=permission:authz.check"
    })
public final class FgaCheckEndpoint implements HttpHandler {
  private final RelationQueryService queries;

  @Activate
  public FgaCheckEndpoint(@Reference RelationQueryService queries) {
    this.queries = queries;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try {
      exchange.writeJson(200, FgaErrorMapping.CHECK.run(() -> answer(exchange)));
    } catch (FgaException e) {
      exchange.writeJson(e.status(), e.body());
    }
  }

  private FgaCheckBody.FgaCheckResponse answer(HttpExchange exchange) throws IOException {
    var store = FgaStorePathReader.of(exchange);
    var body = exchange.readJson(FgaCheckBody.class);
    var answer =
        queries.check(exchange.tenant(), store, body.question(), body.queryContext(), false);
    return new FgaCheckBody.FgaCheckResponse(answer.allowed(), "");
  }
}
