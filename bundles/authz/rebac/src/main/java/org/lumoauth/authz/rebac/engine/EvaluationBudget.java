package org.lumoauth.authz.rebac.engine;

import java.time.Duration;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;

/**
 * What is left of what one question may take. What ends by it ends as a whole: nothing of it is
 * taken for a no.
 */
public final class EvaluationBudget {

  private static final int CLOCK_EVERY = 64;

  private final long end;
  private int work;
  private int untilClock;

  public EvaluationBudget(EvaluationLimits limits) {
    this(limits, limits.time());
  }

  /**
   * @param left what is left of the time for several questions; each has its own time at most
   */
  public EvaluationBudget(EvaluationLimits limits, Duration left) {
    var time = left.compareTo(limits.time()) < 0 ? left : limits.time();
    this.end = System.nanoTime() + time.toNanos();
    this.work = limits.work();
  }

  /** Whether it is too late to go on. */
  public boolean isExhausted() {
    return Thread.currentThread().isInterrupted() || System.nanoTime() - end > 0;
  }

  /** One step. */
  void consumeStep() {
    if (--work < 0) {
      throw new RelationException(
          RelationErrorKind.LIMIT_EXCEEDED,
          "The question takes more steps than may be taken for it.");
    }
    if (--untilClock < 0) {
      untilClock = CLOCK_EVERY;
      if (isExhausted()) {
        throw new RelationException(
            RelationErrorKind.DEADLINE, "The question was not answered within its time.");
      }
    }
  }

  /** As much work again, for the next of several questions in the same time. */
  void refill(int steps) {
    work = steps;
  }
}
