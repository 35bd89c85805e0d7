/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;

/** Reads and writes approver rules as JSON. */
public final class ApproverRuleJsonCodec {

  private static final Set<String> RISKS = Set.of("low", "medium", "high", "critical");
  private static final Set<String> MEMBERS =
      Set.of("actions", "risks", "approvers", "people", "expires_seconds", "remind_seconds");
  private static final int MAX_RULES = 100;
  private static final int MAX_ITEMS = 100;
  private static final int MAX_TEXT = 200;
  private static final long HOUR = 3_600;
  private static final long MAX_SECONDS = 7 * 24 * HOUR;

  private ApproverRuleJsonCodec() {}

  /**
   * Reads {@code {"rules": [...]}}.
   *
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  public static ApproverRuleSet read(Map<String, Object> body) {
    JsonObjectMemberReader.of(body, Set.of("rules"));
    if (!(body.get("rules") instanceof List<?> listed)
        || listed.isEmpty()
        || listed.size() > MAX_RULES) {
      throw ApiException.invalid(
          "rules", "`rules` must be a list of 1 to " + MAX_RULES + " rules.");
    }
    List<ApproverRule> rules = new ArrayList<>();
    for (Object each : listed) {
      rules.add(rule(object("rules", each)));
    }
    return new ApproverRuleSet(rules);
  }

  /** Returns the rules as JSON, in the format that {@link #read} accepts. */
  public static Map<String, Object> write(ApproverRuleSet book) {
    return Map.of("rules", book.rules().stream().map(ApproverRuleJsonCodec::write).toList());
  }

  private static Map<String, Object> write(ApproverRule rule) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("actions", List.copyOf(new TreeSet<>(rule.actions())));
    json.put("risks", List.copyOf(new TreeSet<>(rule.risks())));
    json.put(
        "approvers",
        rule.approvers().stream()
            .map(each -> Map.of("kind", each.kind(), "value", each.value()))
            .toList());
    json.put("people", rule.people());
    json.put("expires_seconds", rule.expires().toSeconds());
    json.put("remind_seconds", rule.remind().toSeconds());
    return json;
  }

  private static ApproverRule rule(Map<String, Object> json) {
    JsonObjectMemberReader members = JsonObjectMemberReader.of(json, MEMBERS);
    List<String> risks = members.textList("risks", RISKS.size(), MAX_TEXT).orElse(List.of());
    if (!RISKS.containsAll(risks)) {
      throw ApiException.invalid(
          "risks", "`risks` must contain only low, medium, high or critical.");
    }
    return new ApproverRule(
        Set.copyOf(
            new TreeSet<>(members.textList("actions", MAX_ITEMS, MAX_TEXT).orElse(List.of()))),
        Set.copyOf(new TreeSet<>(risks)),
        approvers(json.get("approvers")),
        (int) number(json, "people", 1, 1, 2),
        Duration.ofSeconds(number(json, "expires_seconds", HOUR, 60, MAX_SECONDS)),
        Duration.ofSeconds(number(json, "remind_seconds", 0, 0, MAX_SECONDS)));
  }

  private static List<ApproverSpec> approvers(Object sent) {
    if (!(sent instanceof List<?> listed) || listed.isEmpty() || listed.size() > MAX_ITEMS) {
      throw ApiException.invalid(
          "approvers", "`approvers` must be a list of 1 to " + MAX_ITEMS + " items.");
    }
    return listed.stream().map(each -> approver(object("approvers", each))).toList();
  }

  private static ApproverSpec approver(Map<String, Object> json) {
    JsonObjectMemberReader members = JsonObjectMemberReader.of(json, Set.of("kind", "value"));
    String kind = members.requireText("kind", MAX_TEXT);
    if (!ApproverSpec.KINDS.contains(kind)) {
      throw ApiException.invalid(
          "kind",
          "`kind` must be one of " + String.join(", ", new TreeSet<>(ApproverSpec.KINDS)) + ".");
    }
    String value = members.text("value", MAX_TEXT).orElse("");
    if (kind.equals(ApproverSpec.SUBJECT) != value.isBlank()) {
      throw ApiException.invalid("value", "`value` is required unless `kind` is subject.");
    }
    return new ApproverSpec(kind, value);
  }

  private static long number(
      Map<String, Object> json, String name, long standard, long least, long most) {
    Object value = json.getOrDefault(name, standard);
    if (!(value instanceof Integer || value instanceof Long)
        || ((Number) value).longValue() < least
        || ((Number) value).longValue() > most) {
      throw ApiException.invalid(
          name, "`" + name + "` must be a number from " + least + " to " + most + ".");
    }
    return ((Number) value).longValue();
  }

  private static Map<String, Object> object(String name, Object sent) {
    if (!(sent instanceof Map<?, ?> members)) {
      throw ApiException.invalid(name, "`" + name + "` must be a list of objects.");
    }
    Map<String, Object> object = new LinkedHashMap<>();
    members.forEach((member, value) -> object.put(String.valueOf(member), value));
    return object;
  }
}
