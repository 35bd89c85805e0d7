/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.engine;

import org.lumoauth.api.relation.RelationException;
import org.lumoauth.authz.rebac.engine.EvaluationResult.TernaryTruth;

/** Combines the results of an operator's parts. Used by one thread for one operator. */
final class ResultAccumulator {

  private int height;
  private long until = Long.MAX_VALUE;
  private boolean general = true;

  private int falseLow = EvaluationResult.NOWHERE;
  private int unknownLow = EvaluationResult.NOWHERE;
  private boolean unknown;
  private RelationException failure;

  /** Adds a part with any result. */
  EvaluationResult add(EvaluationResult part) {
    height = Math.max(height, part.height());
    until = Math.min(until, part.until());
    general &= part.general();
    if (part.truth() == TernaryTruth.FALSE) {
      falseLow = Math.min(falseLow, part.low());
    } else if (part.truth() == TernaryTruth.UNKNOWN) {
      unknown = true;
      unknownLow = Math.min(unknownLow, part.low());
      if (failure == null || part.isTooDeep()) {
        failure = part.failure(); // A part that exceeded the depth may be known from elsewhere.
      }
    }
    return part;
  }

  /** Returns true. A true result does not depend on cut nodes. */
  EvaluationResult yes() {
    return result(TernaryTruth.TRUE, EvaluationResult.NOWHERE, null);
  }

  /** Returns false because of one part. */
  EvaluationResult no(EvaluationResult because) {
    return result(TernaryTruth.FALSE, because.low(), null);
  }

  /**
   * Returns the result after the last part, if no part has made it true: unknown if a part is
   * unknown, otherwise false.
   */
  EvaluationResult none() {
    return unknown ? unknown() : result(TernaryTruth.FALSE, falseLow, null);
  }

  /**
   * Returns the result after the last part, if no part has made it false: unknown if a part is
   * unknown, otherwise true.
   */
  EvaluationResult all() {
    return unknown ? unknown() : yes();
  }

  private EvaluationResult unknown() {
    return result(TernaryTruth.UNKNOWN, Math.min(falseLow, unknownLow), failure);
  }

  private EvaluationResult result(TernaryTruth truth, int low, RelationException why) {
    return new EvaluationResult(truth, height, low, until, general, why, null);
  }
}
