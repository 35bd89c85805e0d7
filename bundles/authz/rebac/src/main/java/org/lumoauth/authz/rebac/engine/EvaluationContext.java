package org.lumoauth.authz.rebac.engine;

import java.util.Map;
import org.lumoauth.authz.rebac.index.TupleSnapshot;

/**
 * What a question is answered from.
 *
 * @param model the model
 * @param tuples the tuples, those of the question among them
 * @param context values for conditions
 * @param nowMicros the time, microseconds since the epoch
 * @param limits what it may take
 * @param budget what is left of that
 * @param shared what is known from other questions; only where the tuples are kept ones alone
 */
public record EvaluationContext(
    CompiledModel model,
    TupleSnapshot tuples,
    Map<String, Object> context,
    long nowMicros,
    EvaluationLimits limits,
    EvaluationBudget budget,
    SharedResults shared) {

  TupleConditionEvaluator conditions() {
    return new TupleConditionEvaluator(model, context, nowMicros);
  }
}
