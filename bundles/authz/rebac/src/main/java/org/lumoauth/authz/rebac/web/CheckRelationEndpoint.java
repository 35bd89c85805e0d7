package org.lumoauth.authz.rebac.web;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.api.relation.RelationQueries;
import org.lumoauth.api.relation.RelationStores;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.web.WebProperties;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Whether a subject has a relation to an object. Below {@code /authz} the answer names the subject
 * {@code subject}, below a tenant's {@code /zanzibar} it names it {@code user}.
 */
@Takes(QuestionBody.class)
@AnswersWith(status = 200)
@Refuses(422)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authz-rebac-check",
      HotEndpoint.SUMMARY + "=Ask whether a subject has a relation to an object",
      "lumoauth.web.routes=POST ~/zanzibar/check",
      "lumoauth.web.routes=POST ~/authz/zanzibar/check",
      "lumoauth.web.routes=POST /api/v1/zanzibar/check",
      "lumoauth.web.routes=POST /api/v1/authz/zanzibar/check",
      WebProperties.LARGE_BODY + ":Boolean=true"
    })
public final class CheckRelationEndpoint implements HotEndpoint {
  private final RelationStores stores;
  private final RelationQueries queries;

  @Activate
  public CheckRelationEndpoint(
      @Reference RelationStores stores, @Reference RelationQueries queries) {
    this.stores = stores;
    this.queries = queries;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    var tenant = exchange.tenant();
    var body = exchange.readJson(QuestionBody.class);
    var key = new TupleKey(body.objectRef(), body.relationName(), body.subjectRef());
    WhoMayAsk.check(exchange, body, key.subject());
    var context = body.queryContext();
    var answer =
        RelationProblems.check(
            () ->
                queries.check(tenant, stores.standard(tenant).id(), key, context, body.explains()));
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("allowed", answer.allowed());
    told.put("object", key.object().toString());
    told.put("relation", key.relation());
    told.put(Wording.of(exchange).subject(), key.subject().toString());
    told.put("model", answer.modelId());
    told.put("token", answer.token());
    answer
        .explanation()
        .ifPresent(
            why -> {
              if (answer.allowed()) {
                told.put("resolution_metadata", Resolution.of(why));
              }
              told.put("explanation", why);
            });
    exchange.writeJson(200, told);
  }
}
