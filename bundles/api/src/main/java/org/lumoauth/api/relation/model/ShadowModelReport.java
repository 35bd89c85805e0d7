/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation.model;

import java.time.Instant;
import java.util.List;
import org.lumoauth.api.relation.TupleKey;

/**
 * The differences between a shadow model and the current model.
 *
 * @param modelId the shadow model
 * @param since when the comparison started
 * @param compared the number of questions answered by both
 * @param different the number of different answers
 * @param failed the number of questions that the shadow model could not answer
 * @param skipped the number of questions that were not compared, because too many were waiting, or
 *     the tuples had changed
 * @param examples examples of different answers, the newest first
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
   * A different answer of the shadow model.
   *
   * @param question the question
   * @param allowed the answer of the current model
   * @param shadowAllowed the answer of the shadow model
   * @param at the time of the answer
   */
  public record ShadowModelDifference(
      TupleKey question, boolean allowed, boolean shadowAllowed, Instant at) {}

  public ShadowModelReport {
    examples = List.copyOf(examples);
  }
}
