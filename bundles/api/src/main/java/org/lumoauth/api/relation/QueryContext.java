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
 */
public record QueryContext(
    Optional<String> modelId,
    List<RelationTuple> contextualTuples,
    Map<String, Object> context,
    Consistency consistency) {
  public QueryContext {
    contextualTuples = List.copyOf(contextualTuples);
  }

  /** By the current model, as fast as can be. */
  public static QueryContext standard() {
    return new QueryContext(
        Optional.empty(), List.of(), Map.of(), new Consistency.MinimizeLatency());
  }
}
