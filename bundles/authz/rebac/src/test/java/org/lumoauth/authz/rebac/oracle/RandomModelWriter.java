/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Writes random models in OpenFGA's language: users and bots, and one or two types of objects with
 * up to five relations each, among them one that is followed to other objects. What is written may
 * be wrong (a relation defined by itself, or that nobody can have); whoever asks for one asks
 * again.
 */
final class RandomModelWriter {

  /** Conditions that tuples may carry; {@code never} can be evaluated without values. */
  static final String CONDITIONS =
      """
      condition less(x: int, y: int) { x < y + 3 }
      condition flag(on: bool, x: int) { on || x > 3 }
      condition never(x: int) { false && x > 0 }
      """;

  static final List<String> CONDITION_NAMES = List.of("less", "flag", "never");
  static final List<String> PEOPLE = List.of("user", "bot");

  private final Random random;
  private final int types;
  private final int relations;

  RandomModelWriter(Random random) {
    this.random = random;
    this.types = 1 + random.nextInt(2);
    this.relations = 1 + random.nextInt(4);
  }

  String write() {
    var text = new StringBuilder("model\n  schema 1.1\ntype user\ntype bot\n");
    for (int type = 0; type < types; type++) {
      text.append("type t").append(type).append("\n  relations\n    define p: [");
      text.append(some(this::anyType)).append("]\n");
      for (int relation = 0; relation < relations; relation++) {
        text.append("    define r").append(relation).append(": ");
        text.append(term(relation, true, 0)).append('\n');
      }
    }
    return text.append(CONDITIONS).toString();
  }

  private String term(int relation, boolean first, int depth) {
    int choice = random.nextInt(depth < 2 ? 10 : 4);
    if (choice < 5) {
      return leaf(relation, first);
    }
    var operator = choice < 7 ? " or " : choice == 7 ? " and " : " but not ";
    var operands = new ArrayList<String>();
    int count = operator.equals(" but not ") ? 2 : 2 + random.nextInt(2);
    while (operands.size() < count) {
      var operand = term(relation, first && operands.isEmpty(), depth + 1);
      operands.add(
          operand.startsWith("[") || !operand.contains(" ") ? operand : "(" + operand + ")");
    }
    return String.join(operator, operands);
  }

  private String leaf(int relation, boolean first) {
    if (first && random.nextInt(10) < 8) {
      return "[" + some(this::subject) + "]";
    }
    if (random.nextInt(3) == 0) {
      return relation() + " from p";
    }
    return relation > 0 && random.nextInt(10) < 8 ? "r" + random.nextInt(relation) : relation();
  }

  private String subject() {
    var condition =
        random.nextInt(3) == 0
            ? " with " + CONDITION_NAMES.get(random.nextInt(CONDITION_NAMES.size()))
            : "";
    return switch (random.nextInt(10)) {
          case 0, 1, 2 -> "user";
          case 3 -> "bot";
          case 4 -> "user:*";
          case 5 -> random.nextBoolean() ? "bot:*" : anyType() + ":*";
          case 6 -> anyType();
          default -> anyType() + "#" + relation();
        }
        + condition;
  }

  private String some(Supplier<String> one) {
    var chosen = new ArrayList<String>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      var next = one.get();
      if (!chosen.contains(next)) {
        chosen.add(next);
      }
    }
    return String.join(", ", chosen);
  }

  private String anyType() {
    return "t" + random.nextInt(types);
  }

  private String relation() {
    return "r" + random.nextInt(relations);
  }
}
