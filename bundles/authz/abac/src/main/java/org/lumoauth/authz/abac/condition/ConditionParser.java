package org.lumoauth.authz.abac.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.authz.abac.condition.CompositeCondition.CompositeOperator;

/**
 * Reads conditions in both shapes, mixed as one likes: {@code {operator: AND, conditions: […]}} and
 * {@code {all: […]}}. One parser reads one policy: it counts.
 */
public final class ConditionParser {

  /** How deep groups may nest. */
  public static final int MAX_DEPTH = 8;

  /** How many comparisons and groups a policy may have. */
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
   * Reads a policy's conditions.
   *
   * @param conditions JSON-like; null or an empty object for a policy without any
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
      throw new InvalidConditionException(path, "Groups nest at most " + MAX_DEPTH + " deep.");
    }
    if (++count > MAX_CONDITIONS) {
      throw new InvalidConditionException(
          path, "A policy has at most " + MAX_CONDITIONS + " conditions.");
    }
    if (!(given instanceof Map<?, ?> members) || members.isEmpty()) {
      throw new InvalidConditionException(path, "A condition is an object with members.");
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
          path + ".operator", "The operator of a group is AND, OR or NOT.");
    }
    var within = group(members.get("conditions"), path + ".conditions", depth);
    if (kind == CompositeOperator.NONE && within.size() != 1) {
      throw new InvalidConditionException(path + ".conditions", "NOT has one condition.");
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
      throw new InvalidConditionException(path, "A group is a list with at least one condition.");
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
            "A condition has the members "
                + String.join(", ", known.stream().sorted().toList())
                + ".");
      }
    }
  }
}
