/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.engine;

import java.time.Duration;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;

/**
 * The remaining budget of a query. If it is exhausted, the whole query fails and no partial result
 * is treated as false.
 */
public final class EvaluationBudget {

  private static final int CLOCK_EVERY = 64;

  private final EvaluationLimits limits;
  private final long end;
  private int work;
  private int untilClock;

  public EvaluationBudget(EvaluationLimits limits) {
    this(limits, limits.time());
  }

  /**
   * Creates a budget.
   *
   * @param left the remaining time of several queries; each query also has its own time limit
   */
  public EvaluationBudget(EvaluationLimits limits, Duration left) {
    var time = left.compareTo(limits.time()) < 0 ? left : limits.time();
    this.limits = limits;
    this.end = System.nanoTime() + time.toNanos();
    this.work = limits.work();
  }

  /** Returns whether the time has elapsed. */
  public boolean isExhausted() {
    return Thread.currentThread().isInterrupted() || System.nanoTime() - end > 0;
  }

  /** Consumes one step. */
  void consumeStep() {
    if (--work < 0) {
      throw new RelationException(
          RelationErrorKind.LIMIT_EXCEEDED,
          "The query exceeds the maximum of " + limits.work() + " evaluation steps.");
    }
    if (--untilClock < 0) {
      untilClock = CLOCK_EVERY;
      if (isExhausted()) {
        throw new RelationException(
            RelationErrorKind.DEADLINE,
            "The query was not evaluated within the time limit of "
                + limits.time().toMillis()
                + " ms.");
      }
    }
  }

  /** Resets the work for the next of several queries with the same deadline. */
  void refill(int steps) {
    work = steps;
  }
}
