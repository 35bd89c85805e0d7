/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language.validation;

import java.util.List;
import java.util.function.Function;
import org.lumoauth.authz.rebac.language.ModelErrorCollector;
import org.lumoauth.authz.rebac.language.ModelSizeLimits;
import org.lumoauth.authz.rebac.language.ParsedModel;
import org.lumoauth.authz.rebac.language.PositionedName;
import org.lumoauth.authz.rebac.language.SourcePosition;

/** Validates the size limits of a model. */
public final class ModelSizeValidator {

  private final ModelErrorCollector problems;

  public ModelSizeValidator(ModelErrorCollector problems) {
    this.problems = problems;
  }

  public void check(ParsedModel source) {
    limit(source.types(), ModelSizeLimits.TYPES, "types", ParsedModel.ParsedType::name);
    limit(
        source.conditions(),
        ModelSizeLimits.CONDITIONS,
        "conditions",
        ParsedModel.ParsedCondition::name);
    for (var type : source.types()) {
      limit(
          type.relations(),
          ModelSizeLimits.RELATIONS,
          "relations in a type",
          ParsedModel.ParsedRelation::name);
      for (var relation : type.relations()) {
        limit(
            relation.subjects(),
            ModelSizeLimits.SUBJECT_TYPES,
            "subject types in a relation",
            ParsedModel.ParsedSubjectType::type);
        RewriteTermWalker.all(relation.term())
            .filter(term -> RewriteTermWalker.operands(term).size() > ModelSizeLimits.OPERANDS)
            .forEach(
                term ->
                    tooMany(term.place(), ModelSizeLimits.OPERANDS, "operands of one operator"));
      }
    }
    for (var condition : source.conditions()) {
      limit(
          condition.parameters(),
          ModelSizeLimits.PARAMETERS,
          "parameters in a condition",
          ParsedModel.ParsedConditionParameter::name);
    }
  }

  private <T> void limit(List<T> things, int most, String what, Function<T, PositionedName> name) {
    if (things.size() > most) {
      tooMany(name.apply(things.get(most)).place(), most, what);
    }
  }

  private void tooMany(SourcePosition place, int most, String what) {
    problems.add(place, "too_large", "There can be at most " + most + " " + what);
  }
}
