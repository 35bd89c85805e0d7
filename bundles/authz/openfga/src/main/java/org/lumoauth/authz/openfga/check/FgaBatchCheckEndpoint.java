/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.relation.RelationQueryService;
import org.lumoauth.api.relation.RelationQueryService.RelationBatchCheckItem;
import org.lumoauth.api.relation.RelationQueryService.RelationBatchCheckOutcome;
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.lumoauth.authz.openfga.FgaErrorMapping;
import org.lumoauth.authz.openfga.FgaException;
import org.lumoauth.authz.openfga.wire.FgaBatchCheckBody;
import org.lumoauth.authz.openfga.wire.FgaBatchCheckBody.BatchCheckError;
import org.lumoauth.authz.openfga.wire.FgaBatchCheckBody.BatchCheckSingleResult;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** OpenFGA's BatchCheck: an invalid check does not affect the others. */
@ApiRequestParameters(FgaBatchCheckBody.class)
@ApiResponse(status = 200)
@ApiErrorResponses(
    value = {400, 404, 409, 500},
    body = FgaException.FgaErrorBody.class)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authz-openfga-batch-check",
      "lumoauth.web.routes=POST ~/openfga/stores/{storeId}/batch-check",
      EndpointServicePropertyNames.LARGE_BODY + ":Boolean=true",
      HttpHandler.SUMMARY + "=Run several independent checks (OpenFGA BatchCheck)",
      "lumoauth.web.guard=permission:authz.check"
    })
public final class FgaBatchCheckEndpoint implements HttpHandler {
  private final RelationQueryService queries;

  @Activate
  public FgaBatchCheckEndpoint(@Reference RelationQueryService queries) {
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

  private FgaBatchCheckBody.BatchCheckResponse answer(HttpExchange exchange) throws IOException {
    var store = FgaStorePathReader.of(exchange);
    var body = exchange.readJson(FgaBatchCheckBody.class);
    Map<String, BatchCheckSingleResult> results = new LinkedHashMap<>();
    List<String> asked = new ArrayList<>();
    List<RelationBatchCheckItem> questions = new ArrayList<>();
    for (FgaBatchCheckBody.BatchCheckItem item : body.items()) {
      try {
        questions.add(body.single(item));
        asked.add(item.correlationId());
      } catch (FgaException e) {
        results.put(item.correlationId(), BatchCheckError.of(e));
      }
    }
    List<RelationBatchCheckOutcome> outcomes =
        questions.isEmpty() ? List.of() : queries.checkAll(exchange.tenant(), store, questions);
    for (int i = 0; i < outcomes.size(); i++) {
      results.put(asked.get(i), one(outcomes.get(i)));
    }
    return new FgaBatchCheckBody.BatchCheckResponse(results);
  }

  private static BatchCheckSingleResult one(RelationBatchCheckOutcome outcome) {
    return outcome
        .answer()
        .map(answer -> new BatchCheckSingleResult(answer.allowed(), null))
        .orElseGet(
            () -> BatchCheckError.of(FgaErrorMapping.CHECK.of(outcome.failure().orElseThrow())));
  }
}
