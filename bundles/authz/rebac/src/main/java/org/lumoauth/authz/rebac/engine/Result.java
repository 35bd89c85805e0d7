package org.lumoauth.authz.rebac.engine;

import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.relation.RelationException;

/**
 * What came of a part of a question.
 *
 * @param truth whether it holds
 * @param height how many steps deep it was looked
 * @param low the place on the path of the first node that the result rests on by having been cut
 *     there, or {@link #NOWHERE}: such a result is good below that node alone
 * @param until until when it is good, microseconds since the epoch
 * @param general whether it is good for every context: no condition was looked at
 * @param failure why it is unknown; null if it is known, or is a contradiction
 * @param reason why, if that is asked for
 */
record Result(
    Truth truth,
    int height,
    int low,
    long until,
    boolean general,
    RelationException failure,
    Reason reason) {

  /** No place on the path. */
  static final int NOWHERE = Integer.MAX_VALUE;

  /** Kleene's three values. */
  enum Truth {
    TRUE,
    FALSE,
    UNKNOWN
  }

  static final Result YES = new Result(Truth.TRUE, 0, NOWHERE, Long.MAX_VALUE, true, null, null);
  static final Result NO = new Result(Truth.FALSE, 0, NOWHERE, Long.MAX_VALUE, true, null, null);

  /** A node that is on the path already: it holds by what else is found, or not at all. */
  static Result cut(int low) {
    return new Result(Truth.FALSE, 0, low, Long.MAX_VALUE, true, null, null);
  }

  /** A node that would hold if it did not: it neither does nor does not. */
  static Result contradiction(int low) {
    return new Result(Truth.UNKNOWN, 0, low, Long.MAX_VALUE, true, null, null);
  }

  static Result unknown(RelationException failure) {
    return new Result(
        Truth.UNKNOWN, 0, NOWHERE, Long.MAX_VALUE, failure.kind() != CONDITION, failure, null);
  }

  private static final RelationException.Kind CONDITION = RelationException.Kind.CONDITION_FAILED;

  /** What was known from another question. */
  static Result of(Shared.Answer answer) {
    return new Result(
        answer.holds() ? Truth.TRUE : Truth.FALSE,
        answer.height(),
        NOWHERE,
        answer.until(),
        true,
        null,
        null);
  }

  /** Whether it is a yes or a no. */
  boolean isKnown() {
    return truth != Truth.UNKNOWN;
  }

  boolean isTrue() {
    return truth == Truth.TRUE;
  }

  boolean isFalse() {
    return truth == Truth.FALSE;
  }

  /** Whether the depth that is allowed was too little to know. */
  boolean tooDeep() {
    return failure != null && failure.kind() == RelationException.Kind.LIMIT_EXCEEDED;
  }

  /** The same, resting on another place. */
  Result restingOn(int place) {
    return new Result(truth, height, place, until, general, failure, reason);
  }

  /** The same as the result of a node one step further up. */
  Result ofNode(int lowOfNode) {
    return new Result(truth, height + 1, lowOfNode, until, general, failure, reason);
  }

  /** The opposite: what is subtracted. A cut below a subtraction is a contradiction before. */
  Result negated() {
    var opposite =
        switch (truth) {
          case TRUE -> Truth.FALSE;
          case FALSE -> Truth.TRUE;
          case UNKNOWN -> Truth.UNKNOWN;
        };
    return new Result(opposite, height, low, until, general, failure, reason);
  }

  Result because(Reason why) {
    return new Result(truth, height, low, until, general, failure, why);
  }
}
