package org.lumoauth.authz.rebac.engine;

import java.util.HashMap;
import java.util.Map;
import org.lumoauth.api.expression.ExpressionFailedException;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.Kind;
import org.lumoauth.api.relation.TupleCondition;
import org.lumoauth.authz.rebac.engine.Result.Truth;
import org.lumoauth.authz.rebac.index.Link;
import org.lumoauth.authz.rebac.model.ConditionDefinition;

/** Says whether tuples count: by their end and by their condition. */
final class Conditions {

  private final CompiledModel model;
  private final Map<String, Object> context;
  private final long nowMicros;

  Conditions(CompiledModel model, Map<String, Object> context, long nowMicros) {
    this.model = model;
    this.context = context;
    this.nowMicros = nowMicros;
  }

  /** Whether a tuple that the model allows counts now. */
  Result of(Link link) {
    if (link.expiresMicros() <= nowMicros) {
      return Result.NO;
    }
    if (link.condition() == null) {
      return link.expiresMicros() == Long.MAX_VALUE
          ? Result.YES
          : new Result(Truth.TRUE, 0, Result.NOWHERE, link.expiresMicros(), true, null, null);
    }
    return evaluate(link.condition(), link.expiresMicros());
  }

  private Result evaluate(TupleCondition condition, long until) {
    ConditionDefinition definition = model.condition(condition.name());
    if (definition == null) {
      return failed("The condition " + condition.name() + " is not in the model.");
    }
    var values = new HashMap<>(context);
    values.putAll(condition.context()); // what is kept with the tuple wins
    try {
      boolean holds = Boolean.TRUE.equals(definition.expression().evaluate(values));
      return new Result(
          holds ? Truth.TRUE : Truth.FALSE, 0, Result.NOWHERE, until, false, null, null);
    } catch (ExpressionFailedException e) {
      String missing =
          e.missing().isEmpty() ? e.getMessage() : "it needs " + String.join(", ", e.missing());
      return failed(
          "The condition " + condition.name() + " could not be evaluated: " + missing + ".");
    }
  }

  private static Result failed(String message) {
    return Result.unknown(new RelationException(Kind.CONDITION_FAILED, message));
  }
}
