/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.abac.admin.PolicyView;
import org.lumoauth.authz.abac.policy.CompiledPolicy;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks an action against policies and returns the policies that apply. */
@ApiRequestParameters(
    members = {
      @SchemaProperty(value = "resourceType", required = true),
      @SchemaProperty(value = "action", required = true),
      @SchemaProperty("resourceId"),
      @SchemaProperty(value = "environment", type = Map.class),
      @SchemaProperty(value = "resource", type = Map.class),
      @SchemaProperty(value = "context", type = Map.class),
      @SchemaProperty("user_id"),
      @SchemaProperty("user"),
      @SchemaProperty("user_type"),
      @SchemaProperty(value = "subject", type = Object.class)
    })
@ApiResponse(PolicyCheckEndpoint.PolicyCheckResponse.class)
@ApiErrorResponses(422)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=abac-check",
      HttpHandler.SUMMARY + "=Check whether policies allow an action on a resource type",
      "lumoauth.web.routes=POST ~/abac/check",
      "lumoauth.web.routes=POST /api/v1/abac/check"
    })
public final class PolicyCheckEndpoint implements HttpHandler {

  /**
   * A policy for callers without the permission to read policies. Clients expect its number as text
   * here.
   */
  record PolicySummary(String id, String name) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  record PolicyCheckResponse(
      boolean allowed,
      String reason,
      List<?> matchedPolicies,
      @JsonProperty("user_id") String userId,
      String resourceType,
      String action,
      String resourceId) {}

  private final PolicyDecisionService decisions;

  @Activate
  public PolicyCheckEndpoint(@Reference PolicyDecisionService decisions) {
    this.decisions = decisions;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var body = PolicyCheckRequest.object("body", exchange.readJson(Map.class));
    var asked = PolicyCheckSubjectResolver.resolve(body, exchange);
    var check =
        PolicyCheckRequest.of(
            body,
            PolicyCheckSubjectResolver.MEMBERS,
            EnvironmentAttributeResolver.of(exchange, asked, null));
    var answer = decisions.decide(exchange.tenant(), asked, check);
    exchange.writeJson(
        200,
        new PolicyCheckResponse(
            answer.allowed(),
            answer.reason(),
            shown(answer.matched(), exchange),
            asked.subject().id(),
            check.resourceType(),
            check.action(),
            check.resourceId().orElse(null)));
  }

  private static List<?> shown(List<CompiledPolicy> matched, HttpExchange exchange) {
    if (matched.isEmpty() || !maySeePolicies(exchange)) {
      return matched.stream().map(PolicyCheckEndpoint::named).toList();
    }
    return matched.stream().map(PolicyCheckEndpoint::whole).toList();
  }

  private static Map<String, Object> whole(CompiledPolicy policy) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", Long.toString(policy.stored().id()));
    shown.putAll(PolicyView.described(policy.document()));
    return shown;
  }

  private static PolicySummary named(CompiledPolicy policy) {
    return new PolicySummary(Long.toString(policy.stored().id()), policy.document().name());
  }

  private static boolean maySeePolicies(HttpExchange exchange) {
    try {
      exchange.require(SystemPermissions.POLICIES_VIEW);
      return true;
    } catch (ApiException problem) {
      if (problem.status() == 403) {
        return false;
      }
      throw problem;
    }
  }
}
