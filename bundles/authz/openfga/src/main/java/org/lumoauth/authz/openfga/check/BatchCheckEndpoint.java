package org.lumoauth.authz.openfga.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.relation.RelationQueries;
import org.lumoauth.api.relation.RelationQueries.Outcome;
import org.lumoauth.api.relation.RelationQueries.Single;
import org.lumoauth.api.web.WebProperties;
import org.lumoauth.authz.openfga.FgaErrors;
import org.lumoauth.authz.openfga.FgaFailure;
import org.lumoauth.authz.openfga.wire.BatchCheckBody;
import org.lumoauth.authz.openfga.wire.BatchCheckBody.Failed;
import org.lumoauth.authz.openfga.wire.BatchCheckBody.One;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** OpenFGA's BatchCheck: a question that is malformed spoils none of the others. */
@Takes(BatchCheckBody.class)
@AnswersWith(status = 200)
@Refuses(
    value = {400, 404, 409, 500},
    body = FgaFailure.Body.class)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authz-openfga-batch-check",
      "lumoauth.web.routes=POST ~/openfga/stores/{storeId}/batch-check",
      WebProperties.LARGE_BODY + ":Boolean=true",
      HotEndpoint.SUMMARY + "=Check many questions, each for itself, as OpenFGA's BatchCheck",
      "lumoauth.web.guard=permission:authz.check"
    })
public final class BatchCheckEndpoint implements HotEndpoint {
  private final RelationQueries queries;

  @Activate
  public BatchCheckEndpoint(@Reference RelationQueries queries) {
    this.queries = queries;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    try {
      exchange.writeJson(200, FgaErrors.CHECK.run(() -> answer(exchange)));
    } catch (FgaFailure e) {
      exchange.writeJson(e.status(), e.body());
    }
  }

  private BatchCheckBody.Answer answer(Exchange exchange) throws IOException {
    var store = StoreOfPath.of(exchange);
    var body = exchange.readJson(BatchCheckBody.class);
    Map<String, One> results = new LinkedHashMap<>();
    List<String> asked = new ArrayList<>();
    List<Single> questions = new ArrayList<>();
    for (BatchCheckBody.Item item : body.items()) {
      try {
        questions.add(body.single(item));
        asked.add(item.correlationId());
      } catch (FgaFailure e) {
        results.put(item.correlationId(), Failed.of(e));
      }
    }
    List<Outcome> outcomes =
        questions.isEmpty() ? List.of() : queries.checkAll(exchange.tenant(), store, questions);
    for (int i = 0; i < outcomes.size(); i++) {
      results.put(asked.get(i), one(outcomes.get(i)));
    }
    return new BatchCheckBody.Answer(results);
  }

  private static One one(Outcome outcome) {
    return outcome
        .answer()
        .map(answer -> new One(answer.allowed(), null))
        .orElseGet(() -> Failed.of(FgaErrors.CHECK.of(outcome.failure().orElseThrow())));
  }
}
