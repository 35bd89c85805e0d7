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
public record RelationQueryContext(
    Optional<String> modelId,
    List<RelationTuple> contextualTuples,
    Map<String, Object> context,
    ReadConsistency consistency,
    boolean skipsUndecided) {
  public RelationQueryContext {
    contextualTuples = List.copyOf(contextualTuples);
  }

  /** Listings fail at a candidate that cannot be decided. */
  public RelationQueryContext(
      Optional<String> modelId,
      List<RelationTuple> contextualTuples,
      Map<String, Object> context,
      ReadConsistency consistency) {
    this(modelId, contextualTuples, context, consistency, false);
  }

  /** The same for a listing that leaves out what it cannot decide. */
  public RelationQueryContext skippingUndecided() {
    return new RelationQueryContext(modelId, contextualTuples, context, consistency, true);
  }

  /** By the current model, as fast as can be. */
  public static RelationQueryContext standard() {
    return new RelationQueryContext(
        Optional.empty(), List.of(), Map.of(), new ReadConsistency.MinimizeLatency());
  }
}
