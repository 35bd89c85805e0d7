package org.lumoauth.api.relation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a question rests on besides the tuples that are kept.
 *
 * @param modelId the model to answer by; the current one where none is named
 * @param contextualTuples tuples that hold for this question alone
 * @param context values for conditions, JSON-like
 * @param consistency how fresh the data must be
 * @param skipsUndecided whether a listing leaves out a candidate whose condition cannot be
 *     evaluated and says that it is not complete; else the listing fails with {@code
 *     CONDITION_FAILED}
 */
public record QueryContext(
    Optional<String> modelId,
    List<RelationTuple> contextualTuples,
    Map<String, Object> context,
    Consistency consistency,
    boolean skipsUndecided) {
  public QueryContext {
    contextualTuples = List.copyOf(contextualTuples);
  }

  /** Listings fail at a candidate that cannot be decided. */
  public QueryContext(
      Optional<String> modelId,
      List<RelationTuple> contextualTuples,
      Map<String, Object> context,
      Consistency consistency) {
    this(modelId, contextualTuples, context, consistency, false);
  }

  /** The same for a listing that leaves out what it cannot decide. */
  public QueryContext skippingUndecided() {
    return new QueryContext(modelId, contextualTuples, context, consistency, true);
  }

  /** By the current model, as fast as can be. */
  public static QueryContext standard() {
    return new QueryContext(
        Optional.empty(), List.of(), Map.of(), new Consistency.MinimizeLatency());
  }
}
