/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen.search;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.authz.authzen.EvaluationAction;
import org.lumoauth.authz.authzen.EvaluationEntity;
import org.lumoauth.authz.authzen.EvaluationRequest;
import org.lumoauth.authz.authzen.EvaluationService;
import org.lumoauth.authz.authzen.JsonRequestMembers;
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
 * The Resource Search API (section 8.5): finds the resources that the subject may perform the
 * action on.
 */
@ApiRequestParameters(
    members = {
      @SchemaProperty(value = "subject", required = true, type = EvaluationEntity.class),
      @SchemaProperty(value = "action", required = true, type = EvaluationAction.class),
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
      "lumoauth.name=authzen-search-resource",
      HttpHandler.SUMMARY + "=Search for resources on which a subject may act (AuthZEN)",
      "lumoauth.web.routes=POST ~/access/v1/search/resource"
    })
public final class ResourceSearchEndpoint implements HttpHandler {

  private final EvaluationService desk;
  private final EntitySearchService search;

  @Activate
  public ResourceSearchEndpoint(
      @Reference EvaluationService desk, @Reference EntitySearchService search) {
    this.desk = desk;
    this.search = search;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    RequestIdHeaderWriter.echo(exchange);
    exchange.caller();
    var request = JsonRequestMembers.read(exchange);
    var wanted =
        new EvaluationRequest(
            EvaluationEntity.read("subject", request.object("subject")).named("subject"),
            EvaluationAction.read(request.object("action")),
            EvaluationEntity.read("resource", request.object("resource")),
            request.values("context"));
    var party = desk.subjectContext(exchange, wanted.subject());
    exchange.writeJson(
        200, search.resources(exchange.tenant(), party, wanted, SearchPageRequest.read(request)));
  }
}
