package org.lumoauth.authz.rebac.language;

import java.util.List;
import java.util.function.Function;

/** A model is no larger than it may be. */
final class SizeRules {

  private final Problems problems;

  SizeRules(Problems problems) {
    this.problems = problems;
  }

  void check(Source source) {
    limit(source.types(), Bounds.TYPES, "types", Source.Type::name);
    limit(source.conditions(), Bounds.CONDITIONS, "conditions", Source.Condition::name);
    for (var type : source.types()) {
      limit(type.relations(), Bounds.RELATIONS, "relations in a type", Source.Relation::name);
      for (var relation : type.relations()) {
        limit(
            relation.subjects(),
            Bounds.SUBJECT_TYPES,
            "subject types in a relation",
            Source.Subject::type);
        Terms.all(relation.term())
            .filter(term -> Terms.operands(term).size() > Bounds.OPERANDS)
            .forEach(term -> tooMany(term.place(), Bounds.OPERANDS, "operands of one operator"));
      }
    }
    for (var condition : source.conditions()) {
      limit(
          condition.parameters(),
          Bounds.PARAMETERS,
          "parameters in a condition",
          Source.Parameter::name);
    }
  }

  private <T> void limit(List<T> things, int most, String what, Function<T, Name> name) {
    if (things.size() > most) {
      tooMany(name.apply(things.get(most)).place(), most, what);
    }
  }

  private void tooMany(Place place, int most, String what) {
    problems.add(place, "too_large", "There may be at most " + most + " " + what);
  }
}
