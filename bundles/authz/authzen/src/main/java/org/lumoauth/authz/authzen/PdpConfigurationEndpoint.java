/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen;

import java.io.IOException;
import java.util.LinkedHashMap;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Publishes the endpoint URLs (section 9) below the tenant's configured base URL. Unavailable
 * endpoints are omitted.
 */
@ApiResponse(status = 200)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authzen-configuration",
      HttpHandler.SUMMARY + "=Get the AuthZEN metadata",
      "lumoauth.web.routes=GET ~/.well-known/authzen-configuration",
      "lumoauth.web.guard=open"
    })
public final class PdpConfigurationEndpoint implements HttpHandler {

  private final RelationServiceLookup relations;
  private final EvaluationExtensionInvoker extensions;

  @Activate
  public PdpConfigurationEndpoint(
      @Reference RelationServiceLookup relations,
      @Reference EvaluationExtensionInvoker extensions) {
    this.relations = relations;
    this.extensions = extensions;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    RequestIdHeaderWriter.echo(exchange);
    var base = exchange.tenant().issuer();
    var metadata = new LinkedHashMap<String, Object>();
    metadata.put("policy_decision_point", base);
    metadata.put("access_evaluation_endpoint", base + "/access/v1/evaluation");
    metadata.put("access_evaluations_endpoint", base + "/access/v1/evaluations");
    if (relations.isPresent()) {
      metadata.put("search_subject_endpoint", base + "/access/v1/search/subject");
      metadata.put("search_resource_endpoint", base + "/access/v1/search/resource");
    }
    metadata.put("search_action_endpoint", base + "/access/v1/search/action");
    extensions.describe(exchange.tenant(), metadata);
    var response = exchange.response();
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Cache-Control", "public, max-age=300");
    exchange.writeJson(200, metadata);
  }
}
