/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language.validation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.lumoauth.authz.rebac.language.ModelErrorCollector;
import org.lumoauth.authz.rebac.language.ParsedModel;

/** Validates that tuples can exist that give a subject the relation, for every relation. */
public final class EntrypointValidator {

  private record EntrypointKey(String type, String relation) {}

  private final ParsedModelIndex index;
  private final ModelErrorCollector problems;
  private final Set<EntrypointKey> reachable = new HashSet<>();
  private final Map<EntrypointKey, List<EntrypointKey>> dependents = new HashMap<>();

  public EntrypointValidator(ParsedModelIndex index, ModelErrorCollector problems) {
    this.index = index;
    this.problems = problems;
  }

  public void check() {
    var open = new ArrayDeque<EntrypointKey>();
    index
        .relations()
        .forEach(
            (type, relations) ->
                relations.forEach(
                    (name, relation) -> {
                      var key = new EntrypointKey(type, name);
                      open.add(key);
                      needs(type, relation)
                          .forEach(
                              need ->
                                  dependents
                                      .computeIfAbsent(need, first -> new ArrayList<>())
                                      .add(key));
                    }));
    var keys = List.copyOf(open);
    while (!open.isEmpty()) {
      var key = open.remove();
      if (!reachable.contains(key) && given(key)) {
        reachable.add(key);
        open.addAll(dependents.getOrDefault(key, List.of()));
      }
    }
    keys.stream().filter(key -> !reachable.contains(key)).forEach(this::refuse);
  }

  private void refuse(EntrypointKey key) {
    problems.add(
        relation(key).name().place(),
        "no_entrypoint",
        "No subject can ever have the relation '"
            + key.relation()
            + "' of the type '"
            + key.type()
            + "'");
  }

  private ParsedModel.ParsedRelation relation(EntrypointKey key) {
    return index.relation(key.type(), key.relation()).orElseThrow();
  }

  /** Returns the relations of which one or all are required for this relation. */
  private Stream<EntrypointKey> needs(String type, ParsedModel.ParsedRelation relation) {
    return RewriteTermWalker.all(relation.term())
        .flatMap(
            term -> {
              if (term instanceof ParsedModel.ComputedUsersetTerm computed) {
                return Stream.of(new EntrypointKey(type, computed.relation().text()));
              }
              if (term instanceof ParsedModel.TupleToUsersetTerm through) {
                return reached(type, through);
              }
              return term instanceof ParsedModel.DirectTerm ? usersets(relation) : Stream.empty();
            })
        .distinct();
  }

  private static Stream<EntrypointKey> usersets(ParsedModel.ParsedRelation relation) {
    return relation.subjects().stream()
        .filter(subject -> subject.relation().isPresent())
        .map(subject -> new EntrypointKey(subject.type().text(), subject.relation().get().text()));
  }

  private Stream<EntrypointKey> reached(String type, ParsedModel.TupleToUsersetTerm through) {
    return index.relation(type, through.tupleset().text()).stream()
        .flatMap(tupleset -> tupleset.subjects().stream())
        .map(subject -> new EntrypointKey(subject.type().text(), through.computed().text()));
  }

  private boolean given(EntrypointKey key) {
    var relation = relation(key);
    return given(key.type(), relation, relation.term());
  }

  private boolean given(
      String type, ParsedModel.ParsedRelation relation, ParsedModel.RewriteTerm term) {
    if (term instanceof ParsedModel.DirectTerm) {
      return relation.subjects().stream().anyMatch(subject -> subject.relation().isEmpty())
          || usersets(relation).anyMatch(reachable::contains);
    }
    if (term instanceof ParsedModel.ComputedUsersetTerm computed) {
      return reachable.contains(new EntrypointKey(type, computed.relation().text()));
    }
    if (term instanceof ParsedModel.TupleToUsersetTerm through) {
      return reached(type, through).anyMatch(reachable::contains);
    }
    var operands = RewriteTermWalker.operands(term);
    return term instanceof ParsedModel.UnionTerm
        ? operands.stream().anyMatch(operand -> given(type, relation, operand))
        : operands.stream().allMatch(operand -> given(type, relation, operand));
  }
}
