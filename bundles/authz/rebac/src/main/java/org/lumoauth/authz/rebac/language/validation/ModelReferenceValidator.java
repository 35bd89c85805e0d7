/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language.validation;

import java.util.HashSet;
import org.lumoauth.authz.rebac.language.ModelErrorCollector;
import org.lumoauth.authz.rebac.language.ParsedModel;
import org.lumoauth.authz.rebac.language.PositionedName;

/** Validates the references of relations: they must be defined and allowed at their position. */
public final class ModelReferenceValidator {

  private final ParsedModelIndex index;
  private final ModelErrorCollector problems;

  public ModelReferenceValidator(ParsedModelIndex index, ModelErrorCollector problems) {
    this.index = index;
    this.problems = problems;
  }

  public void check(ParsedModel source) {
    for (var type : source.types()) {
      for (var relation : type.relations()) {
        subjects(relation);
        RewriteTermWalker.all(relation.term())
            .forEach(term -> term(type.name().text(), relation, term));
      }
    }
  }

  private void subjects(ParsedModel.ParsedRelation relation) {
    boolean direct =
        RewriteTermWalker.all(relation.term()).anyMatch(ParsedModel.DirectTerm.class::isInstance);
    if (direct && relation.subjects().isEmpty()) {
      problems.add(
          relation.name().place(),
          "no_subject_types",
          "The relation '"
              + relation.name().text()
              + "' allows direct tuples but does not define subject types");
    }
    if (!direct && !relation.subjects().isEmpty()) {
      problems.add(
          relation.subjects().get(0).type().place(),
          "unused_subject_types",
          "The relation '"
              + relation.name().text()
              + "' defines subject types but does not allow direct tuples");
    }
    var seen = new HashSet<String>();
    for (var subject : relation.subjects()) {
      if (!seen.add(subject.written())) {
        problems.add(
            subject.type().place(), "duplicate", "'" + subject.written() + "' occurs twice");
      }
      subject(subject);
    }
  }

  private void subject(ParsedModel.ParsedSubjectType subject) {
    var type = subject.type();
    if (!index.hasType(type.text())) {
      problems.add(type.place(), "undefined_type", "The type '" + type.text() + "' is not defined");
      return;
    }
    subject
        .relation()
        .filter(relation -> index.relation(type.text(), relation.text()).isEmpty())
        .ifPresent(relation -> undefined(relation, type.text()));
    if (subject.wildcard() && subject.relation().isPresent()) {
      problems.add(
          type.place(),
          "wildcard_userset",
          "A subject type must be either a wildcard or a userset");
    }
    subject
        .condition()
        .filter(condition -> !index.hasCondition(condition.text()))
        .ifPresent(
            condition ->
                problems.add(
                    condition.place(),
                    "undefined_condition",
                    "The condition '" + condition.text() + "' is not defined"));
  }

  private void term(
      String type, ParsedModel.ParsedRelation relation, ParsedModel.RewriteTerm term) {
    if (term instanceof ParsedModel.ComputedUsersetTerm computed) {
      if (index.relation(type, computed.relation().text()).isEmpty()) {
        undefined(computed.relation(), type);
      }
    } else if (term instanceof ParsedModel.TupleToUsersetTerm through) {
      through(type, through);
    }
    var seen = new HashSet<String>();
    for (var operand : RewriteTermWalker.operands(term)) {
      var written = RewriteTermWalker.written(operand);
      if (!written.isEmpty() && !seen.add(written)) {
        problems.add(
            operand.place(),
            "duplicate",
            "'" + written + "' occurs twice in the relation '" + relation.name().text() + "'");
      }
    }
  }

  private void through(String type, ParsedModel.TupleToUsersetTerm through) {
    var tupleset = index.relation(type, through.tupleset().text());
    if (tupleset.isEmpty()) {
      undefined(through.tupleset(), type);
      return;
    }
    var subjects = tupleset.get().subjects();
    boolean followable =
        tupleset.get().term() instanceof ParsedModel.DirectTerm
            && subjects.stream().allMatch(each -> each.relation().isEmpty() && !each.wildcard());
    if (!followable) {
      problems.add(
          through.tupleset().place(),
          "tupleset_not_direct",
          "The relation '"
              + through.tupleset().text()
              + "' is used as tupleset, so its tuples must have objects as subjects: no "
              + "relations,"
              + " usersets or wildcards");
      return;
    }
    boolean known =
        subjects.stream()
            .anyMatch(
                each -> index.relation(each.type().text(), through.computed().text()).isPresent());
    if (!known) {
      problems.add(
          through.computed().place(),
          "undefined_relation",
          "The relation '"
              + through.computed().text()
              + "' is not defined in any of the types that '"
              + through.tupleset().text()
              + "' leads to");
    }
  }

  private void undefined(PositionedName relation, String type) {
    problems.add(
        relation.place(),
        "undefined_relation",
        "The relation '" + relation.text() + "' is not defined in the type '" + type + "'");
  }
}
