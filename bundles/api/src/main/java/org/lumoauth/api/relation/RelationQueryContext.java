/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The context of a question, in addition to the stored tuples.
 *
 * @param modelId the model to use; if empty, the current model
 * @param contextualTuples tuples for this question only
 * @param context values for conditions, JSON-like
 * @param consistency the required freshness of the data
 * @param skipsUndecided whether a listing omits candidates with conditions that cannot be
 *     evaluated, and reports that it is incomplete; otherwise the listing fails with {@code
 *     CONDITION_FAILED}
 */
public record RelationQueryContext(
    Optional<String> modelId,
    List<RelationTuple> contextualTuples,
    Map<String, Object> context,
    ReadConsistency consistency,
    boolean skipsUndecided) {
  public RelationQueryContext {
    contextualTuples = List.copyOf(contextualTuples);
  }

  /** Creates a context in which listings fail for a candidate that cannot be decided. */
  public RelationQueryContext(
      Optional<String> modelId,
      List<RelationTuple> contextualTuples,
      Map<String, Object> context,
      ReadConsistency consistency) {
    this(modelId, contextualTuples, context, consistency, false);
  }

  /** Returns a copy in which listings omit candidates that cannot be decided. */
  public RelationQueryContext skippingUndecided() {
    return new RelationQueryContext(modelId, contextualTuples, context, consistency, true);
  }

  /** Returns a context with the current model and minimal latency. */
  public static RelationQueryContext standard() {
    return new RelationQueryContext(
        Optional.empty(), List.of(), Map.of(), new ReadConsistency.MinimizeLatency());
  }
}
