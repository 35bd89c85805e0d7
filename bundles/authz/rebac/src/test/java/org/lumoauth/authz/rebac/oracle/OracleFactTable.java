/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.expression.ExpressionEvaluationException;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleCondition;
import org.lumoauth.authz.rebac.model.RelationModel;

/**
 * The tuples that count: those that fit the model, have not expired, and whose condition holds or
 * cannot be evaluated.
 */
final class OracleFactTable {

  private final RelationModel model;
  private final Map<String, Object> context;
  private final Map<ObjectRelationCell, List<OracleFact>> facts = new HashMap<>();
  private final Set<ObjectRef> objects = new LinkedHashSet<>();

  OracleFactTable(
      RelationModel model, List<RelationTuple> tuples, Map<String, Object> context, Instant now) {
    this.model = model;
    this.context = context;
    for (var tuple : tuples) {
      objects.add(tuple.key().object());
      objects.add(new ObjectRef(tuple.key().subject().type(), tuple.key().subject().id()));
      boolean live = tuple.expiresAt().isEmpty() || tuple.expiresAt().get().isAfter(now);
      if (live && fits(tuple)) {
        add(tuple);
      }
    }
  }

  List<OracleFact> of(ObjectRelationCell cell) {
    return facts.getOrDefault(cell, List.of());
  }

  /** Every object that a tuple names, wildcards among them. */
  Set<ObjectRef> objects() {
    return objects;
  }

  /** Whether it is said whether the tuple holds. */
  boolean isCertain(RelationTuple tuple) {
    return tuple.condition().map(this::holds).orElse(Optional.of(true)).isPresent();
  }

  private void add(RelationTuple tuple) {
    var holds = tuple.condition().map(this::holds).orElse(Optional.of(true));
    if (holds.isEmpty() || holds.get()) {
      facts
          .computeIfAbsent(
              new ObjectRelationCell(tuple.key().object(), tuple.key().relation()),
              cell -> new ArrayList<>())
          .add(new OracleFact(tuple.key().subject(), holds.isPresent()));
    }
  }

  /** Whether a condition holds; empty if that cannot be said. Values of the tuple win. */
  private Optional<Boolean> holds(TupleCondition condition) {
    var values = new HashMap<>(context);
    values.putAll(condition.context());
    try {
      var expression = model.conditions().get(condition.name()).expression();
      return Optional.of((Boolean) expression.evaluate(values));
    } catch (ExpressionEvaluationException unknown) {
      return Optional.empty();
    }
  }

  private boolean fits(RelationTuple tuple) {
    var subject = tuple.key().subject();
    return Optional.ofNullable(model.types().get(tuple.key().object().type()))
        .map(type -> type.relations().get(tuple.key().relation()))
        .filter(
            relation ->
                relation.subjectTypes().stream()
                    .anyMatch(
                        allowed ->
                            allowed.type().equals(subject.type())
                                && allowed.wildcard() == subject.isWildcard()
                                && allowed.relation().equals(subject.relation())
                                && allowed
                                    .condition()
                                    .equals(tuple.condition().map(TupleCondition::name))))
        .isPresent();
  }
}
