package org.lumoauth.authz.rebac.engine;

import org.lumoauth.api.relation.RelationException;
import org.lumoauth.authz.rebac.engine.EvaluationResult.TernaryTruth;

/** Adds up the results of the parts of one operator. Used by one thread, for one operator. */
final class ResultAccumulator {

  private int height;
  private long until = Long.MAX_VALUE;
  private boolean general = true;

  private int falseLow = EvaluationResult.NOWHERE;
  private int unknownLow = EvaluationResult.NOWHERE;
  private boolean unknown;
  private RelationException failure;

  /** Takes a part into account, whatever it says. */
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
        failure = part.failure(); // one that was too deep may be known from elsewhere
      }
    }
    return part;
  }

  /** It holds: what holds does so whatever was cut. */
  EvaluationResult yes() {
    return result(TernaryTruth.TRUE, EvaluationResult.NOWHERE, null);
  }

  /** It does not hold, because of one part. */
  EvaluationResult no(EvaluationResult because) {
    return result(TernaryTruth.FALSE, because.low(), null);
  }

  /** None of the parts holds: it is unknown if one is, or else it does not hold. */
  EvaluationResult none() {
    return unknown ? unknown() : result(TernaryTruth.FALSE, falseLow, null);
  }

  /** All of the parts hold but for those that are unknown. */
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
