package org.lumoauth.authz.abac.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authz.abac.admin.PolicyView;
import org.lumoauth.authz.abac.policy.CompiledPolicy;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether policies allow one thing, and which of them apply. */
@Takes(
    members = {
      @Member(value = "resourceType", needed = true),
      @Member(value = "action", needed = true),
      @Member("resourceId"),
      @Member(value = "environment", type = Map.class),
      @Member(value = "resource", type = Map.class),
      @Member(value = "context", type = Map.class),
      @Member("user_id"),
      @Member("user"),
      @Member("user_type"),
      @Member(value = "subject", type = Object.class)
    })
@AnswersWith(CheckEndpoint.Told.class)
@Refuses(422)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=abac-check",
      HotEndpoint.SUMMARY + "=Ask whether policies allow an action on a type of resource",
      "lumoauth.web.routes=POST ~/abac/check",
      "lumoauth.web.routes=POST /api/v1/abac/check"
    })
public final class CheckEndpoint implements HotEndpoint {

  /** A policy to whoever may not see policies. Clients know its number as a text here. */
  record Named(String id, String name) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Told(
      boolean allowed,
      String reason,
      List<?> matchedPolicies,
      @JsonProperty("user_id") String userId,
      String resourceType,
      String action,
      String resourceId) {}

  private final PolicyDecisions decisions;

  @Activate
  public CheckEndpoint(@Reference PolicyDecisions decisions) {
    this.decisions = decisions;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    var body = Check.object("body", exchange.readJson(Map.class));
    var asked = WhoIsAsked.in(body, exchange);
    var check = Check.of(body, WhoIsAsked.MEMBERS, Environment.of(exchange, asked, null));
    var answer = decisions.answer(exchange.tenant(), asked, check);
    exchange.writeJson(
        200,
        new Told(
            answer.allowed(),
            answer.reason(),
            shown(answer.matched(), exchange),
            asked.subject().id(),
            check.resourceType(),
            check.action(),
            check.resourceId().orElse(null)));
  }

  private static List<?> shown(List<CompiledPolicy> matched, Exchange exchange) {
    if (matched.isEmpty() || !maySeePolicies(exchange)) {
      return matched.stream().map(CheckEndpoint::named).toList();
    }
    return matched.stream().map(CheckEndpoint::whole).toList();
  }

  private static Map<String, Object> whole(CompiledPolicy policy) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", Long.toString(policy.stored().id()));
    shown.putAll(PolicyView.described(policy.document()));
    return shown;
  }

  private static Named named(CompiledPolicy policy) {
    return new Named(Long.toString(policy.stored().id()), policy.document().name());
  }

  private static boolean maySeePolicies(Exchange exchange) {
    try {
      exchange.require(SystemPermissions.POLICIES_VIEW);
      return true;
    } catch (Problem problem) {
      if (problem.status() == 403) {
        return false;
      }
      throw problem;
    }
  }
}
