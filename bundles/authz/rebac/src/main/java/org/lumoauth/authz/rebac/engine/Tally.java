package org.lumoauth.authz.rebac.engine;

import org.lumoauth.api.relation.RelationException;
import org.lumoauth.authz.rebac.engine.Result.Truth;

/** Adds up the results of the parts of one operator. Used by one thread, for one operator. */
final class Tally {

  private int height;
  private long until = Long.MAX_VALUE;
  private boolean general = true;

  private int falseLow = Result.NOWHERE;
  private int unknownLow = Result.NOWHERE;
  private boolean unknown;
  private RelationException failure;

  /** Takes a part into account, whatever it says. */
  Result add(Result part) {
    height = Math.max(height, part.height());
    until = Math.min(until, part.until());
    general &= part.general();
    if (part.truth() == Truth.FALSE) {
      falseLow = Math.min(falseLow, part.low());
    } else if (part.truth() == Truth.UNKNOWN) {
      unknown = true;
      unknownLow = Math.min(unknownLow, part.low());
      if (failure == null || part.tooDeep()) {
        failure = part.failure(); // one that was too deep may be known from elsewhere
      }
    }
    return part;
  }

  /** It holds: what holds does so whatever was cut. */
  Result yes() {
    return result(Truth.TRUE, Result.NOWHERE, null);
  }

  /** It does not hold, because of one part. */
  Result no(Result because) {
    return result(Truth.FALSE, because.low(), null);
  }

  /** None of the parts holds: it is unknown if one is, or else it does not hold. */
  Result none() {
    return unknown ? unknown() : result(Truth.FALSE, falseLow, null);
  }

  /** All of the parts hold but for those that are unknown. */
  Result all() {
    return unknown ? unknown() : yes();
  }

  private Result unknown() {
    return result(Truth.UNKNOWN, Math.min(falseLow, unknownLow), failure);
  }

  private Result result(Truth truth, int low, RelationException why) {
    return new Result(truth, height, low, until, general, why, null);
  }
}
