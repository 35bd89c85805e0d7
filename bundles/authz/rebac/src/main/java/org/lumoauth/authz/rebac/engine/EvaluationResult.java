/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.engine;

import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.relation.RelationException;

/**
 * The result of a part of a query.
 *
 * @param truth the truth value
 * @param height the number of steps that were evaluated
 * @param low the position on the path of the first node at which the evaluation was cut, or {@link
 *     #NOWHERE}; such a result is valid only below that node
 * @param until the end of its validity, in microseconds since the epoch
 * @param general whether it is valid for every context because no condition was evaluated
 * @param failure the reason for an unknown result; null if it is known or a contradiction
 * @param reason the explanation, if requested
 */
record EvaluationResult(
    TernaryTruth truth,
    int height,
    int low,
    long until,
    boolean general,
    RelationException failure,
    DecisionReason reason) {

  /** Not a position on the path. */
  static final int NOWHERE = Integer.MAX_VALUE;

  /** The three values of Kleene logic. */
  enum TernaryTruth {
    TRUE,
    FALSE,
    UNKNOWN
  }

  static final EvaluationResult YES =
      new EvaluationResult(TernaryTruth.TRUE, 0, NOWHERE, Long.MAX_VALUE, true, null, null);
  static final EvaluationResult NO =
      new EvaluationResult(TernaryTruth.FALSE, 0, NOWHERE, Long.MAX_VALUE, true, null, null);

  /** Returns the result of a node that is already on the path: it adds nothing. */
  static EvaluationResult cut(int low) {
    return new EvaluationResult(TernaryTruth.FALSE, 0, low, Long.MAX_VALUE, true, null, null);
  }

  /** Returns the result of a node that is true only if it is false. */
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

  /** Returns the result of another query. */
  static EvaluationResult of(SubqueryResultStore.SharedResult answer) {
    return new EvaluationResult(
        answer.holds() ? TernaryTruth.TRUE : TernaryTruth.FALSE,
        answer.height(),
        NOWHERE,
        answer.until(),
        true,
        null,
        null);
  }

  /** Returns whether the result is true or false. */
  boolean isKnown() {
    return truth != TernaryTruth.UNKNOWN;
  }

  boolean isTrue() {
    return truth == TernaryTruth.TRUE;
  }

  boolean isFalse() {
    return truth == TernaryTruth.FALSE;
  }

  /** Returns whether the depth limit prevented a result. */
  boolean isTooDeep() {
    return failure != null && failure.kind() == RelationException.RelationErrorKind.LIMIT_EXCEEDED;
  }

  /** Returns a copy that also depends on another position. */
  EvaluationResult withDependencyOn(int place) {
    return new EvaluationResult(truth, height, place, until, general, failure, reason);
  }

  /** Returns a copy as the result of a node one step further up. */
  EvaluationResult ofNode(int lowOfNode) {
    return new EvaluationResult(truth, height + 1, lowOfNode, until, general, failure, reason);
  }

  /**
   * Returns the negation, for a subtracted operand. A cut below a subtraction was already converted
   * to a contradiction.
   */
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
