/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.engine;

import java.util.HashMap;
import java.util.Map;
import org.lumoauth.api.expression.ExpressionEvaluationException;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.api.relation.TupleCondition;
import org.lumoauth.authz.rebac.engine.EvaluationResult.TernaryTruth;
import org.lumoauth.authz.rebac.index.TupleEdge;
import org.lumoauth.authz.rebac.model.ConditionDefinition;

/** Evaluates whether tuples count, by their expiry and condition. */
final class TupleConditionEvaluator {

  private final CompiledModel model;
  private final Map<String, Object> context;
  private final long nowMicros;

  TupleConditionEvaluator(CompiledModel model, Map<String, Object> context, long nowMicros) {
    this.model = model;
    this.context = context;
    this.nowMicros = nowMicros;
  }

  /** Returns whether a tuple that the model allows currently counts. */
  EvaluationResult of(TupleEdge link) {
    if (link.expiresMicros() <= nowMicros) {
      return EvaluationResult.NO;
    }
    if (link.condition() == null) {
      return link.expiresMicros() == Long.MAX_VALUE
          ? EvaluationResult.YES
          : new EvaluationResult(
              TernaryTruth.TRUE,
              0,
              EvaluationResult.NOWHERE,
              link.expiresMicros(),
              true,
              null,
              null);
    }
    return evaluate(link.condition(), link.expiresMicros());
  }

  private EvaluationResult evaluate(TupleCondition condition, long until) {
    ConditionDefinition definition = model.condition(condition.name());
    if (definition == null) {
      return failed("The model does not define the condition " + condition.name() + ".");
    }
    var values = new HashMap<>(context);
    values.putAll(condition.context()); // Values stored with the tuple take precedence.
    try {
      boolean holds = Boolean.TRUE.equals(definition.expression().evaluate(values));
      return new EvaluationResult(
          holds ? TernaryTruth.TRUE : TernaryTruth.FALSE,
          0,
          EvaluationResult.NOWHERE,
          until,
          false,
          null,
          null);
    } catch (ExpressionEvaluationException e) {
      String missing =
          e.missing().isEmpty() ? e.getMessage() : "it needs " + String.join(", ", e.missing());
      return failed(
          "The condition " + condition.name() + " could not be evaluated: " + missing + ".");
    }
  }

  private static EvaluationResult failed(String message) {
    return EvaluationResult.unknown(
        new RelationException(RelationErrorKind.CONDITION_FAILED, message));
  }
}
