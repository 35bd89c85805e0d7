/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.engine;

import java.util.Map;
import org.lumoauth.authz.rebac.index.TupleSnapshot;

/**
 * The input of an evaluation.
 *
 * @param model the model
 * @param tuples the tuples, including contextual tuples
 * @param context the values for conditions
 * @param nowMicros the time in microseconds since the epoch
 * @param limits the limits of the query
 * @param budget the remaining budget
 * @param shared results of other queries, used only without contextual tuples
 */
public record EvaluationContext(
    CompiledModel model,
    TupleSnapshot tuples,
    Map<String, Object> context,
    long nowMicros,
    EvaluationLimits limits,
    EvaluationBudget budget,
    SubqueryResultStore shared) {

  TupleConditionEvaluator conditions() {
    return new TupleConditionEvaluator(model, context, nowMicros);
  }
}
