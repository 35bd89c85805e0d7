/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.authz.abac.condition.CompositeCondition.CompositeOperator;

/**
 * Parses conditions in two formats that can be mixed: {@code {operator: AND, conditions: […]}} and
 * {@code {all: […]}}. An instance counts the conditions of one policy.
 */
public final class ConditionParser {

  /** Maximum nesting depth of groups. */
  public static final int MAX_DEPTH = 8;

  /** Maximum number of comparisons and groups of a policy. */
  public static final int MAX_CONDITIONS = 200;

  private static final Set<String> COMPARISON = Set.of("subject", "attribute", "operator", "value");
  private static final Set<String> NAMED = Set.of("operator", "conditions");
  private static final Map<String, CompositeOperator> KINDS =
      Map.of(
          "all",
          CompositeOperator.ALL,
          "any",
          CompositeOperator.ANY,
          "none",
          CompositeOperator.NONE);
  private static final Map<String, CompositeOperator> WORDS =
      Map.of(
          "AND", CompositeOperator.ALL, "OR", CompositeOperator.ANY, "NOT", CompositeOperator.NONE);

  private int count;

  private ConditionParser() {}

  /**
   * Parses the conditions of a policy.
   *
   * @param conditions JSON values; null or an empty object for a policy without conditions
   * @throws InvalidConditionException if they are malformed or too many
   */
  public static PolicyCondition parse(Object conditions) {
    if (conditions == null || conditions instanceof Map<?, ?> map && map.isEmpty()) {
      return new AlwaysTrueCondition();
    }
    return new ConditionParser().condition(conditions, "conditions", 1);
  }

  private PolicyCondition condition(Object given, String path, int depth) {
    if (depth > MAX_DEPTH) {
      throw new InvalidConditionException(
          path, "Groups must not be nested more than " + MAX_DEPTH + " levels deep.");
    }
    if (++count > MAX_CONDITIONS) {
      throw new InvalidConditionException(
          path, "A policy must not have more than " + MAX_CONDITIONS + " conditions.");
    }
    if (!(given instanceof Map<?, ?> members) || members.isEmpty()) {
      throw new InvalidConditionException(path, "A condition must be a non-empty object.");
    }
    if (members.containsKey("conditions")) {
      return named(members, path, depth);
    }
    return members.keySet().stream().anyMatch(KINDS::containsKey)
        ? keyed(members, path, depth)
        : comparison(members, path);
  }

  private PolicyCondition named(Map<?, ?> members, String path, int depth) {
    known(members, NAMED, path);
    var kind = members.get("operator") instanceof String word ? WORDS.get(word) : null;
    if (kind == null) {
      throw new InvalidConditionException(
          path + ".operator", "The `operator` of a group must be AND, OR or NOT.");
    }
    var within = group(members.get("conditions"), path + ".conditions", depth);
    if (kind == CompositeOperator.NONE && within.size() != 1) {
      throw new InvalidConditionException(
          path + ".conditions", "NOT must have exactly one condition.");
    }
    return new CompositeCondition(kind, within);
  }

  private PolicyCondition keyed(Map<?, ?> members, String path, int depth) {
    known(members, KINDS.keySet(), path);
    var groups = new ArrayList<PolicyCondition>();
    for (String key : List.of("all", "any", "none")) {
      if (members.containsKey(key)) {
        groups.add(
            new CompositeCondition(
                KINDS.get(key), group(members.get(key), path + "." + key, depth)));
      }
    }
    return groups.size() == 1
        ? groups.get(0)
        : new CompositeCondition(CompositeOperator.ALL, groups);
  }

  private List<PolicyCondition> group(Object given, String path, int depth) {
    if (!(given instanceof List<?> list) || list.isEmpty()) {
      throw new InvalidConditionException(
          path, "A group must be a list with at least one condition.");
    }
    var parsed = new ArrayList<PolicyCondition>();
    for (int i = 0; i < list.size(); i++) {
      parsed.add(condition(list.get(i), path + "[" + i + "]", depth + 1));
    }
    return parsed;
  }

  private static PolicyCondition comparison(Map<?, ?> members, String path) {
    known(members, COMPARISON, path);
    return ComparisonParser.parse(members, path);
  }

  private static void known(Map<?, ?> members, Set<String> known, String path) {
    for (Object name : members.keySet()) {
      if (!(name instanceof String text) || !known.contains(text)) {
        throw new InvalidConditionException(
            path,
            "A condition must have only the members "
                + String.join(", ", known.stream().sorted().toList())
                + ".");
      }
    }
  }
}
