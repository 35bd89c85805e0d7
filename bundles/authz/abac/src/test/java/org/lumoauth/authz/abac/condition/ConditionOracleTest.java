/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Random conditions over random attributes come to what a slow, obvious oracle says that they come
 * to. It knows the written rules and shares no code with the evaluator: here a truth is a {@code
 * Boolean}, or null for what can't be told, and no member of a group is ever skipped.
 */
class ConditionOracleTest {

  private static final List<String> NAMES = List.of("user.a", "user.b", "resource.a", "resource.c");
  private static final List<Object> VALUES =
      List.of("x", "y", "", "3", 3, 3.0, 4, -1, true, false, "2026-01-01", "2026-01-01T05:00:00Z");
  private static final List<String> OPERATORS =
      List.of(
          "equals",
          "not_equals",
          "in",
          "not_in",
          "contains",
          "not_contains",
          "gt",
          "lt",
          "gte",
          "lte",
          "greater_than",
          "less_than",
          "exists",
          "not_exists");

  @Property(tries = 20_000, seed = "1")
  void evaluatesAsTheRulesSay(@ForAll long seed) {
    var random = new Random(seed);
    Map<String, Object> known = new HashMap<>();
    for (String name : NAMES) {
      if (random.nextInt(4) > 0) {
        known.put(name, random.nextInt(4) == 0 ? list(random) : one(random));
      }
    }
    var conditions = condition(random, 3);

    var found =
        ConditionParser.parse(conditions)
            .evaluate(
                new AttributeLookup() {
                  @Override
                  public Object value(AttributePath path) {
                    return known.get(path.toString());
                  }

                  @Override
                  public String action() {
                    return "";
                  }
                });

    assertEquals(
        truth(conditions, known), asBoolean(found.truth()), () -> conditions + " with " + known);
  }

  // What is asked: only what the parser takes.

  private static Map<String, Object> condition(Random random, int depth) {
    if (depth > 0 && random.nextInt(3) > 0) {
      List<Object> members = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(3); i++) {
        members.add(condition(random, depth - 1));
      }
      return switch (random.nextInt(6)) {
        case 0 -> Map.of("all", members);
        case 1 -> Map.of("any", members);
        case 2 -> Map.of("none", members);
        case 3 -> Map.of("operator", "AND", "conditions", members);
        case 4 -> Map.of("operator", "OR", "conditions", members);
        default -> Map.of("operator", "NOT", "conditions", members.subList(0, 1));
      };
    }
    var operator = OPERATORS.get(random.nextInt(OPERATORS.size()));
    var name = NAMES.get(random.nextInt(NAMES.size()));
    if (operator.endsWith("exists")) {
      return Map.of("attribute", name, "operator", operator);
    }
    return Map.of(
        random.nextBoolean() ? "attribute" : "subject",
        name,
        "operator",
        operator,
        "value",
        value(operator, random));
  }

  private static Object value(String operator, Random random) {
    if (random.nextInt(3) == 0) {
      return "$" + NAMES.get(random.nextInt(NAMES.size()));
    }
    return switch (operator) {
      case "in", "not_in" -> list(random);
      case "gt", "lt", "gte", "lte", "greater_than", "less_than" ->
          random.nextBoolean() ? (Object) 3 : "2026-01-01T05:00:00Z";
      case "contains", "not_contains" -> one(random);
      default -> random.nextInt(4) == 0 ? list(random) : one(random);
    };
  }

  private static Object one(Random random) {
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  private static List<Object> list(Random random) {
    return random
        .ints(random.nextInt(4), 0, VALUES.size())
        .mapToObj(VALUES::get)
        .collect(Collectors.toList());
  }

  // What it should come to.

  private static Boolean truth(Map<?, ?> condition, Map<String, Object> known) {
    if (condition.containsKey("conditions")) {
      return group(
          (String) condition.get("operator"), (List<?>) condition.get("conditions"), known);
    }
    for (String key : List.of("all", "any", "none")) {
      if (condition.containsKey(key)) {
        return group(key, (List<?>) condition.get(key), known);
      }
    }
    return comparison(condition, known);
  }

  private static Boolean group(String kind, List<?> members, Map<String, Object> known) {
    List<Boolean> truths = new ArrayList<>();
    for (Object member : members) {
      truths.add(truth((Map<?, ?>) member, known));
    }
    return switch (kind) {
      case "all", "AND" ->
          truths.contains(false) ? Boolean.FALSE : truths.contains(null) ? null : Boolean.TRUE;
      case "any", "OR" ->
          truths.contains(true) ? Boolean.TRUE : truths.contains(null) ? null : Boolean.FALSE;
      default ->
          truths.contains(true) ? Boolean.FALSE : truths.contains(null) ? null : Boolean.TRUE;
    };
  }

  private static Boolean comparison(Map<?, ?> condition, Map<String, Object> known) {
    var name =
        condition.containsKey("subject") ? condition.get("subject") : condition.get("attribute");
    var left = known.get(name);
    var operator = (String) condition.get("operator");
    if (operator.equals("exists")) {
      return left != null;
    }
    if (operator.equals("not_exists")) {
      return left == null;
    }
    var right = condition.get("value");
    if (right instanceof String text && text.startsWith("$")) {
      right = known.get(text.substring(1));
    }
    if (left == null || right == null) {
      return null;
    }
    return switch (operator) {
      case "equals" -> equal(left, right);
      case "not_equals" -> not(equal(left, right));
      case "in" -> right instanceof List<?> list ? anyEqual(left, list) : null;
      case "not_in" -> right instanceof List<?> list ? not(anyEqual(left, list)) : null;
      case "contains" -> contains(left, right);
      case "not_contains" -> not(contains(left, right));
      case "gt", "greater_than" -> order(left, right) == null ? null : order(left, right) > 0;
      case "lt", "less_than" -> order(left, right) == null ? null : order(left, right) < 0;
      case "gte" -> order(left, right) == null ? null : order(left, right) >= 0;
      default -> order(left, right) == null ? null : order(left, right) <= 0;
    };
  }

  private static Boolean not(Boolean truth) {
    return truth == null ? null : !truth;
  }

  private static Boolean equal(Object left, Object right) {
    if (left instanceof List<?> some && right instanceof List<?> others) {
      if (some.size() != others.size()) {
        return false;
      }
      List<Boolean> each = new ArrayList<>();
      for (int i = 0; i < some.size(); i++) {
        each.add(equal(some.get(i), others.get(i)));
      }
      return each.contains(false) ? Boolean.FALSE : each.contains(null) ? null : Boolean.TRUE;
    }
    if (left instanceof Number && right instanceof Number) {
      return new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString())) == 0;
    }
    boolean alike =
        left instanceof String && right instanceof String
            || left instanceof Boolean && right instanceof Boolean;
    return alike ? left.equals(right) : null;
  }

  private static Boolean anyEqual(Object value, List<?> list) {
    if (value instanceof List<?>) {
      return null;
    }
    List<Boolean> each = new ArrayList<>();
    list.forEach(item -> each.add(equal(value, item)));
    return each.contains(true) ? Boolean.TRUE : each.contains(null) ? null : Boolean.FALSE;
  }

  private static Boolean contains(Object left, Object right) {
    if (left instanceof List<?> list) {
      return anyEqual(right, list);
    }
    return left instanceof String text && right instanceof String part
        ? (Boolean) text.contains(part)
        : null;
  }

  private static Integer order(Object left, Object right) {
    if (left instanceof Number && right instanceof Number) {
      return new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString()));
    }
    if (left instanceof String text && right instanceof String other) {
      return day(text) && day(other) ? hours(text) - hours(other) : null;
    }
    return null;
  }

  private static boolean day(String text) {
    return text.startsWith("2026-01-01");
  }

  private static int hours(String text) {
    return text.contains("T05") ? 5 : 0;
  }

  private static Boolean asBoolean(TriState truth) {
    return switch (truth) {
      case TRUE -> true;
      case FALSE -> false;
      case UNKNOWN -> null;
    };
  }
}
