package org.lumoauth.authz.rebac.engine;

import org.lumoauth.api.authz.DecisionReason;
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
record EvaluationResult(
    TernaryTruth truth,
    int height,
    int low,
    long until,
    boolean general,
    RelationException failure,
    DecisionReason reason) {

  /** No place on the path. */
  static final int NOWHERE = Integer.MAX_VALUE;

  /** Kleene's three values. */
  enum TernaryTruth {
    TRUE,
    FALSE,
    UNKNOWN
  }

  static final EvaluationResult YES =
      new EvaluationResult(TernaryTruth.TRUE, 0, NOWHERE, Long.MAX_VALUE, true, null, null);
  static final EvaluationResult NO =
      new EvaluationResult(TernaryTruth.FALSE, 0, NOWHERE, Long.MAX_VALUE, true, null, null);

  /** A node that is on the path already: it holds by what else is found, or not at all. */
  static EvaluationResult cut(int low) {
    return new EvaluationResult(TernaryTruth.FALSE, 0, low, Long.MAX_VALUE, true, null, null);
  }

  /** A node that would hold if it did not: it neither does nor does not. */
  static EvaluationResult contradiction(int low) {
    return new EvaluationResult(TernaryTruth.UNKNOWN, 0, low, Long.MAX_VALUE, true, null, null);
  }

  static EvaluationResult unknown(RelationException failure) {
    return new EvaluationResult(
        TernaryTruth.UNKNOWN,
        0,
        NOWHERE,
        Long.MAX_VALUE,
        failure.kind() != CONDITION,
        failure,
        null);
  }

  private static final RelationException.RelationErrorKind CONDITION =
      RelationException.RelationErrorKind.CONDITION_FAILED;

  /** What was known from another question. */
  static EvaluationResult of(SharedResults.SharedResult answer) {
    return new EvaluationResult(
        answer.holds() ? TernaryTruth.TRUE : TernaryTruth.FALSE,
        answer.height(),
        NOWHERE,
        answer.until(),
        true,
        null,
        null);
  }

  /** Whether it is a yes or a no. */
  boolean isKnown() {
    return truth != TernaryTruth.UNKNOWN;
  }

  boolean isTrue() {
    return truth == TernaryTruth.TRUE;
  }

  boolean isFalse() {
    return truth == TernaryTruth.FALSE;
  }

  /** Whether the depth that is allowed was too little to know. */
  boolean isTooDeep() {
    return failure != null && failure.kind() == RelationException.RelationErrorKind.LIMIT_EXCEEDED;
  }

  /** The same, resting on another place. */
  EvaluationResult withDependencyOn(int place) {
    return new EvaluationResult(truth, height, place, until, general, failure, reason);
  }

  /** The same as the result of a node one step further up. */
  EvaluationResult ofNode(int lowOfNode) {
    return new EvaluationResult(truth, height + 1, lowOfNode, until, general, failure, reason);
  }

  /** The opposite: what is subtracted. A cut below a subtraction is a contradiction before. */
  EvaluationResult negated() {
    var opposite =
        switch (truth) {
          case TRUE -> TernaryTruth.FALSE;
          case FALSE -> TernaryTruth.TRUE;
          case UNKNOWN -> TernaryTruth.UNKNOWN;
        };
    return new EvaluationResult(opposite, height, low, until, general, failure, reason);
  }

  EvaluationResult because(DecisionReason why) {
    return new EvaluationResult(truth, height, low, until, general, failure, why);
  }
}
