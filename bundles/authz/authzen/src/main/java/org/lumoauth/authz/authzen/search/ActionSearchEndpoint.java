/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen.search;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.authz.authzen.EvaluationEntity;
import org.lumoauth.authz.authzen.EvaluationRequest;
import org.lumoauth.authz.authzen.EvaluationService;
import org.lumoauth.authz.authzen.JsonRequestMembers;
import org.lumoauth.authz.authzen.RelationServiceLookup;
import org.lumoauth.authz.authzen.RequestIdHeaderWriter;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The Action Search API (section 8.6): finds the actions that the subject may perform on the
 * resource.
 */
@ApiRequestParameters(
    members = {
      @SchemaProperty(value = "subject", required = true, type = EvaluationEntity.class),
      @SchemaProperty(value = "resource", required = true, type = EvaluationEntity.class),
      @SchemaProperty(value = "context", type = Map.class),
      @SchemaProperty(
          value = "page",
          type = Map.class,
          description = "An object with `token` and `limit`")
    })
@ApiResponse(status = 200)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authzen-search-action",
      HttpHandler.SUMMARY + "=Search for actions that a subject may perform (AuthZEN)",
      "lumoauth.web.routes=POST ~/access/v1/search/action"
    })
public final class ActionSearchEndpoint implements HttpHandler {

  private final EvaluationService desk;
  private final ActionSearchService actions;

  @Activate
  public ActionSearchEndpoint(
      @Reference EvaluationService desk, @Reference RelationServiceLookup relations) {
    this.desk = desk;
    this.actions = new ActionSearchService(desk, new TypeRelationNameReader(relations));
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    RequestIdHeaderWriter.echo(exchange);
    exchange.caller();
    var request = JsonRequestMembers.read(exchange);
    var subject = EvaluationEntity.read("subject", request.object("subject")).named("subject");
    var named = EvaluationEntity.read("resource", request.object("resource")).named("resource");
    var resource = new Resource(named.type(), named.id().orElseThrow(), named.properties());
    var context = EvaluationRequest.known(request.values("context"), subject, Map.of());
    var party = desk.subjectContext(exchange, subject);
    exchange.writeJson(
        200,
        actions.of(exchange.tenant(), party, resource, context, SearchPageRequest.read(request)));
  }
}
