package org.lumoauth.authz.abac.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.WebProperties;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether policies allow each of up to 100 things; a malformed one fails alone. */
@Takes(
    members = {
      @Member(value = "checks", type = List.class, says = "Needed, or requests"),
      @Member(value = "requests", type = List.class),
      @Member(value = "environment", type = Map.class),
      @Member("user_id"),
      @Member("user"),
      @Member("user_type"),
      @Member(value = "subject", type = Object.class)
    })
@AnswersWith(CheckBulkEndpoint.Told.class)
@Refuses(422)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=abac-check-bulk",
      HotEndpoint.SUMMARY + "=Ask whether policies allow each of many actions",
      "lumoauth.web.routes=POST ~/abac/check-bulk",
      "lumoauth.web.routes=POST /api/v1/abac/check-bulk",
      WebProperties.LARGE_BODY + ":Boolean=true"
    })
public final class CheckBulkEndpoint implements HotEndpoint {

  private static final int MAX = 100;
  private static final Set<String> MEMBERS = Set.of("checks", "requests", "environment");

  record Item(
      int index,
      String resourceType,
      String action,
      String resourceId,
      boolean allowed,
      String reason,
      String error) {}

  record Told(List<Item> results, @JsonProperty("user_id") String userId) {}

  private final PolicyDecisions decisions;

  @Activate
  public CheckBulkEndpoint(@Reference PolicyDecisions decisions) {
    this.decisions = decisions;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    var body = Check.object("body", exchange.readJson(Map.class));
    for (String name : body.keySet()) {
      if (!MEMBERS.contains(name) && !WhoIsAsked.MEMBERS.contains(name)) {
        throw Problem.invalid("body", "A member here is not known.");
      }
    }
    var checks = checks(body);
    var asked = WhoIsAsked.in(body, exchange);
    var shared = Environment.of(exchange, asked, body.get("environment"));
    var results = new ArrayList<Item>(checks.size());
    for (int i = 0; i < checks.size(); i++) {
      results.add(item(exchange, asked, i, checks.get(i), shared));
    }
    exchange.writeJson(200, new Told(results, asked.subject().id()));
  }

  private static List<?> checks(Map<String, Object> body) {
    var sent = body.get("checks") != null ? body.get("checks") : body.get("requests");
    if (body.get("checks") != null && body.get("requests") != null) {
      throw Refusals.missingFields("Send checks or requests, not both.");
    }
    if (!(sent instanceof List<?> list) || list.isEmpty()) {
      throw Refusals.missingFields("checks is a list with at least one question.");
    }
    if (list.size() > MAX) {
      throw Refusals.missingFields("At most " + MAX + " questions are answered at once.");
    }
    return list;
  }

  /** Of what is malformed the question is told; that a module is away concerns them all. */
  private Item item(
      Exchange exchange, Asked asked, int index, Object sent, Map<String, Object> shared) {
    var members = sent instanceof Map<?, ?> map ? map : Map.of();
    try {
      var check = Check.of(members, Set.of(), shared);
      var answer = decisions.answer(exchange.tenant(), asked, check);
      return new Item(
          index,
          check.resourceType(),
          check.action(),
          check.resourceId().orElse(null),
          answer.allowed(),
          answer.reason(),
          null);
    } catch (Problem problem) {
      if (problem.status() >= 500) {
        throw problem;
      }
      return new Item(
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
