package org.lumoauth.authz.authzen;

import java.io.IOException;
import java.util.LinkedHashMap;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Publishes where the endpoints are (section 9), of the tenant's own base as it is configured. An
 * endpoint that cannot answer is left out.
 */
@AnswersWith(status = 200)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authzen-configuration",
      HotEndpoint.SUMMARY + "=Tell where questions are decided (AuthZEN metadata)",
      "lumoauth.web.routes=GET ~/.well-known/authzen-configuration",
      "lumoauth.web.guard=open"
    })
public final class ConfigurationEndpoint implements HotEndpoint {

  private final Relations relations;
  private final Extensions extensions;

  @Activate
  public ConfigurationEndpoint(@Reference Relations relations, @Reference Extensions extensions) {
    this.relations = relations;
    this.extensions = extensions;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    RequestId.echo(exchange);
    var base = exchange.tenant().issuer();
    var metadata = new LinkedHashMap<String, Object>();
    metadata.put("policy_decision_point", base);
    metadata.put("access_evaluation_endpoint", base + "/access/v1/evaluation");
    metadata.put("access_evaluations_endpoint", base + "/access/v1/evaluations");
    if (relations.present()) {
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
