package org.lumoauth.authz.openfga.check;

import java.io.IOException;
import org.lumoauth.api.relation.RelationQueries;
import org.lumoauth.api.web.WebProperties;
import org.lumoauth.authz.openfga.FgaErrors;
import org.lumoauth.authz.openfga.FgaFailure;
import org.lumoauth.authz.openfga.wire.CheckBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** OpenFGA's Check. */
@Takes(CheckBody.class)
@AnswersWith(CheckBody.Answer.class)
@Refuses(
    value = {400, 404, 409, 500},
    body = FgaFailure.Body.class)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authz-openfga-check",
      "lumoauth.web.routes=POST ~/openfga/stores/{storeId}/check",
      WebProperties.LARGE_BODY + ":Boolean=true",
      HotEndpoint.SUMMARY + "=Check whether a user has a relation to an object, as OpenFGA's Check",
      "lumoauth.web.guard=permission:authz.check"
    })
public final class CheckEndpoint implements HotEndpoint {
  private final RelationQueries queries;

  @Activate
  public CheckEndpoint(@Reference RelationQueries queries) {
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

  private CheckBody.Answer answer(Exchange exchange) throws IOException {
    var store = StoreOfPath.of(exchange);
    var body = exchange.readJson(CheckBody.class);
    var answer =
        queries.check(exchange.tenant(), store, body.question(), body.queryContext(), false);
    return new CheckBody.Answer(answer.allowed(), "");
  }
}
