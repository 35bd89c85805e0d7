/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks up to 100 actions against policies; an invalid check fails alone. */
@ApiRequestParameters(
    members = {
      @SchemaProperty(
          value = "checks",
          type = List.class,
          description = "The checks; required unless requests is present"),
      @SchemaProperty(value = "requests", type = List.class),
      @SchemaProperty(value = "environment", type = Map.class),
      @SchemaProperty("user_id"),
      @SchemaProperty("user"),
      @SchemaProperty("user_type"),
      @SchemaProperty(value = "subject", type = Object.class)
    })
@ApiResponse(PolicyBulkCheckEndpoint.PolicyBulkCheckResponse.class)
@ApiErrorResponses(422)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=abac-check-bulk",
      HttpHandler.SUMMARY + "=Check whether policies allow several actions",
      "lumoauth.web.routes=POST ~/abac/check-bulk",
      "lumoauth.web.routes=POST /api/v1/abac/check-bulk",
      EndpointServicePropertyNames.LARGE_BODY + ":Boolean=true"
    })
public final class PolicyBulkCheckEndpoint implements HttpHandler {

  private static final int MAX = 100;
  private static final Set<String> MEMBERS = Set.of("checks", "requests", "environment");

  record PolicyBulkCheckItem(
      int index,
      String resourceType,
      String action,
      String resourceId,
      boolean allowed,
      String reason,
      String error) {}

  record PolicyBulkCheckResponse(
      List<PolicyBulkCheckItem> results, @JsonProperty("user_id") String userId) {}

  private final PolicyDecisionService decisions;

  @Activate
  public PolicyBulkCheckEndpoint(@Reference PolicyDecisionService decisions) {
    this.decisions = decisions;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var body = PolicyCheckRequest.object("body", exchange.readJson(Map.class));
    for (String name : body.keySet()) {
      if (!MEMBERS.contains(name) && !PolicyCheckSubjectResolver.MEMBERS.contains(name)) {
        throw ApiException.invalid(
            "body",
            "The body must have only `checks` or `requests`, `environment` and one of "
                + "subject, user, user_id and user_type.");
      }
    }
    var checks = checks(body);
    var asked = PolicyCheckSubjectResolver.resolve(body, exchange);
    var shared = EnvironmentAttributeResolver.of(exchange, asked, body.get("environment"));
    var results = new ArrayList<PolicyBulkCheckItem>(checks.size());
    for (int i = 0; i < checks.size(); i++) {
      results.add(item(exchange, asked, i, checks.get(i), shared));
    }
    exchange.writeJson(200, new PolicyBulkCheckResponse(results, asked.subject().id()));
  }

  private static List<?> checks(Map<String, Object> body) {
    var sent = body.get("checks") != null ? body.get("checks") : body.get("requests");
    if (body.get("checks") != null && body.get("requests") != null) {
      throw PolicyCheckErrorFactory.missingFields("`checks` and `requests` cannot be combined.");
    }
    if (!(sent instanceof List<?> list) || list.isEmpty()) {
      throw PolicyCheckErrorFactory.missingFields(
          "`checks` must be a list with at least one check.");
    }
    if (list.size() > MAX) {
      throw PolicyCheckErrorFactory.missingFields(
          "`checks` must not have more than " + MAX + " entries.");
    }
    return list;
  }

  /**
   * Returns the result of one check. An invalid check gets an error of its own; an unavailable
   * module fails the whole request.
   */
  private PolicyBulkCheckItem item(
      HttpExchange exchange,
      PolicyCheckSubject asked,
      int index,
      Object sent,
      Map<String, Object> shared) {
    var members = sent instanceof Map<?, ?> map ? map : Map.of();
    try {
      var check = PolicyCheckRequest.of(members, Set.of(), shared);
      var answer = decisions.decide(exchange.tenant(), asked, check);
      return new PolicyBulkCheckItem(
          index,
          check.resourceType(),
          check.action(),
          check.resourceId().orElse(null),
          answer.allowed(),
          answer.reason(),
          null);
    } catch (ApiException problem) {
      if (problem.status() >= 500) {
        throw problem;
      }
      return new PolicyBulkCheckItem(
          index,
          text(members.get("resourceType")),
          text(members.get("action")),
          text(members.get("resourceId")),
          false,
          problem.getMessage(),
          problem.code());
    }
  }

  private static String text(Object value) {
    return value instanceof String text && text.length() <= 255 ? text : null;
  }
}
