package org.lumoauth.authz.rebac.web;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.api.relation.RelationQueries;
import org.lumoauth.api.relation.RelationStores;
import org.lumoauth.api.web.WebProperties;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who has a relation to an object, as a tree. */
@Takes(QuestionBody.class)
@AnswersWith(status = 200)
@Refuses(422)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authz-rebac-expand",
      HotEndpoint.SUMMARY + "=Show who has a relation to an object, as a tree",
      "lumoauth.web.routes=POST ~/zanzibar/expand",
      "lumoauth.web.routes=POST ~/authz/zanzibar/expand",
      "lumoauth.web.routes=POST /api/v1/zanzibar/expand",
      "lumoauth.web.routes=POST /api/v1/authz/zanzibar/expand",
      WebProperties.LARGE_BODY + ":Boolean=true"
    })
public final class ExpandRelationEndpoint implements HotEndpoint {
  private final RelationStores stores;
  private final RelationQueries queries;

  @Activate
  public ExpandRelationEndpoint(
      @Reference RelationStores stores, @Reference RelationQueries queries) {
    this.stores = stores;
    this.queries = queries;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    WhoMayAsk.anything(exchange);
    var tenant = exchange.tenant();
    var body = exchange.readJson(QuestionBody.class);
    var object = body.objectRef();
    var relation = body.relationName();
    var context = body.queryContext();
    var tree =
        RelationProblems.check(
            () -> queries.expand(tenant, stores.standard(tenant).id(), object, relation, context));
    exchange.writeJson(200, Map.of("tree", TreeBody.of(tree)));
  }
}
