/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language.validation;

import java.util.HashSet;
import java.util.Set;
import org.lumoauth.authz.rebac.language.ModelErrorCollector;
import org.lumoauth.authz.rebac.language.ModelSizeLimits;
import org.lumoauth.authz.rebac.language.ParsedModel;
import org.lumoauth.authz.rebac.language.PositionedName;

/** Validates that names are well-formed, not reserved and unique. */
public final class ModelNameValidator {

  private static final Set<String> RESERVED = Set.of("self", "this");

  private final ModelErrorCollector problems;

  public ModelNameValidator(ModelErrorCollector problems) {
    this.problems = problems;
  }

  public void check(ParsedModel source) {
    var types = new HashSet<String>();
    for (var type : source.types()) {
      check(type.name(), "type", ModelSizeLimits.TYPE_NAME);
      once(types, type.name(), "The type");
      var relations = new HashSet<String>();
      for (var relation : type.relations()) {
        check(relation.name(), "relation", ModelSizeLimits.NAME);
        once(relations, relation.name(), "In the type '" + type.name().text() + "' the relation");
      }
    }
    var conditions = new HashSet<String>();
    for (var condition : source.conditions()) {
      check(condition.name(), "condition", ModelSizeLimits.NAME);
      once(conditions, condition.name(), "The condition");
      var parameters = new HashSet<String>();
      condition
          .parameters()
          .forEach(parameter -> once(parameters, parameter.name(), "The parameter"));
    }
  }

  private void once(Set<String> names, PositionedName name, String what) {
    if (!names.add(name.text())) {
      problems.add(name.place(), "duplicate", what + " '" + name.text() + "' is defined twice");
    }
  }

  private void check(PositionedName name, String what, int length) {
    if (RESERVED.contains(name.text())) {
      problems.add(
          name.place(), "reserved_name", "A " + what + " cannot be named 'self' or 'this'");
    }
    boolean wellFormed =
        !name.text().isEmpty()
            && name.text().length() <= length
            && name.text().codePoints().allMatch(ModelNameValidator::allowed);
    if (!wellFormed) {
      problems.add(
          name.place(),
          "invalid_name",
          "The name of a "
              + what
              + " must have 1 to "
              + length
              + " characters without spaces, ':', '#', '@' and '*'");
    }
  }

  private static boolean allowed(int character) {
    return ":#@*".indexOf(character) < 0
        && !Character.isWhitespace(character)
        && !Character.isSpaceChar(character)
        && !Character.isISOControl(character);
  }
}
