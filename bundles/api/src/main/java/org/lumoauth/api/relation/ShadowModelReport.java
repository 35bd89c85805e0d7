package org.lumoauth.api.relation;

import java.time.Instant;
import java.util.List;

/**
 * What a model in shadow would have answered differently.
 *
 * @param modelId the model
 * @param since from when on it was compared
 * @param compared how many questions were answered by both
 * @param different how many of them differently
 * @param failed how many the model in shadow could not answer
 * @param skipped how many were not put to it, since too many were waiting, or the tuples had
 *     changed by then
 * @param examples some of those that were answered differently, the newest first
 */
public record ShadowModelReport(
    String modelId,
    Instant since,
    long compared,
    long different,
    long failed,
    long skipped,
    List<ShadowModelDifference> examples) {

  /**
   * @param question what was asked
   * @param allowed what the current model answered
   * @param shadowAllowed what the model in shadow answered
   * @param at when
   */
  public record ShadowModelDifference(
      TupleKey question, boolean allowed, boolean shadowAllowed, Instant at) {}

  public ShadowModelReport {
    examples = List.copyOf(examples);
  }
}
