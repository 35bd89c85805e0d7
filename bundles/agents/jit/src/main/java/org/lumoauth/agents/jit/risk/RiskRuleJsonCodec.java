/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.risk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;

/** Reads and writes risk rules as JSON. */
public final class RiskRuleJsonCodec {

  private static final String COST_WINDOW = "cost_window_seconds";
  private static final Set<String> MEMBERS =
      Set.of(
          "rules",
          "automatic",
          "suspend_after_denials",
          "suspend_after_anomalies",
          "requests_per_task",
          COST_WINDOW);
  private static final int LONGEST_WINDOW = 86_400;
  private static final Set<String> RULE = Set.of("types", "actions", "level", "capability");
  private static final int MAX_RULES = 200;
  private static final int MAX_ITEMS = 100;
  private static final int MAX_TEXT = 200;
  private static final int MOST = 10_000;

  private RiskRuleJsonCodec() {}

  /**
   * Parses rules.
   *
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  public static RiskRules read(Map<String, Object> body) {
    JsonObjectMemberReader members = JsonObjectMemberReader.of(body, MEMBERS);
    if (!(body.get("rules") instanceof List<?> listed) || listed.size() > MAX_RULES) {
      throw ApiException.invalid(
          "rules", "`rules` must be a list of at most " + MAX_RULES + " rules.");
    }
    List<RiskRule> rules = new ArrayList<>();
    for (Object each : listed) {
      rules.add(rule(each));
    }
    RiskRules standard = RiskRules.STANDARD;
    Set<RiskLevel> automatic = new LinkedHashSet<>();
    for (String each :
        members.textList("automatic", 4, MAX_TEXT).orElse(List.of("low", "medium"))) {
      automatic.add(level("automatic", each));
    }
    if (automatic.contains(RiskLevel.CRITICAL)) {
      throw ApiException.invalid(
          "automatic",
          "`automatic` must not contain critical: critical actions always require " + "approval.");
    }
    return new RiskRules(
        rules,
        automatic,
        number(body, "suspend_after_denials", standard.suspendAfterDenials()),
        number(body, "suspend_after_anomalies", standard.suspendAfterAnomalies()),
        number(body, "requests_per_task", standard.requestsPerTask()),
        number(body, COST_WINDOW, standard.costWindowSeconds(), 0, LONGEST_WINDOW));
  }

  /** Returns the rules as JSON, in the format that {@link #read} accepts. */
  static Map<String, Object> write(RiskRules rules) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rules", rules.rules().stream().map(RiskRuleJsonCodec::write).toList());
    json.put("automatic", rules.automatic().stream().sorted().map(RiskLevel::wire).toList());
    json.put("suspend_after_denials", rules.suspendAfterDenials());
    json.put("suspend_after_anomalies", rules.suspendAfterAnomalies());
    json.put("requests_per_task", rules.requestsPerTask());
    json.put(COST_WINDOW, rules.costWindowSeconds());
    return json;
  }

  private static Map<String, Object> write(RiskRule rule) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("types", List.copyOf(new TreeSet<>(rule.types())));
    json.put("actions", List.copyOf(new TreeSet<>(rule.actions())));
    json.put("level", rule.level().wire());
    rule.capability().ifPresent(name -> json.put("capability", name));
    return json;
  }

  private static RiskRule rule(Object sent) {
    if (!(sent instanceof Map<?, ?> map)) {
      throw ApiException.invalid("rules", "`rules` must be a list of objects.");
    }
    Map<String, Object> json = new LinkedHashMap<>();
    map.forEach((name, value) -> json.put(String.valueOf(name), value));
    JsonObjectMemberReader members = JsonObjectMemberReader.of(json, RULE);
    return new RiskRule(
        Set.copyOf(new TreeSet<>(members.textList("types", MAX_ITEMS, MAX_TEXT).orElse(List.of()))),
        Set.copyOf(
            new TreeSet<>(members.textList("actions", MAX_ITEMS, MAX_TEXT).orElse(List.of()))),
        level("level", members.requireText("level", MAX_TEXT)),
        members.text("capability", MAX_TEXT));
  }

  private static RiskLevel level(String member, String name) {
    return RiskLevel.named(name)
        .orElseThrow(
            () ->
                ApiException.invalid(
                    member, "A risk level must be low, medium, high or critical."));
  }

  private static int number(Map<String, Object> body, String name, int standard) {
    return number(body, name, standard, 1, MOST);
  }

  private static int number(
      Map<String, Object> body, String name, int standard, int least, int most) {
    Object value = body.getOrDefault(name, standard);
    if (!(value instanceof Integer number) || number < least || number > most) {
      throw ApiException.invalid(
          name, "`" + name + "` must be a number from " + least + " to " + most + ".");
    }
    return number;
  }
}
