/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.engine;

import java.util.Optional;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.authz.rebac.index.Userset;

/** Evaluates whether subjects belong to nodes. */
public final class MembershipEvaluator {

  private final EvaluationContext setting;

  public MembershipEvaluator(EvaluationContext setting) {
    this.setting = setting;
  }

  /**
   * The result of a check.
   *
   * @param allowed whether the subject belongs to the node
   * @param reason the explanation, if requested
   * @param until the end of its validity, in microseconds since the epoch
   */
  public record MembershipCheckResult(
      boolean allowed, Optional<DecisionReason> reason, long until) {}

  /**
   * Checks whether a subject belongs to a node. A contradiction, which is true only if it is false,
   * is treated as false.
   *
   * @throws RelationException {@code CONDITION_FAILED}, {@code LIMIT_EXCEEDED}, {@code DEADLINE}
   */
  public MembershipCheckResult check(Userset node, Userset subject, boolean explain) {
    return decided(new RewriteEvaluator(setting, subject, explain).of(node));
  }

  /** Returns a check of several nodes for one subject. */
  public SubjectMembershipCheck forSubject(Userset subject) {
    var evaluation = new RewriteEvaluator(setting, subject, false);
    return node -> {
      setting.budget().refill(setting.limits().work());
      return decided(evaluation.of(node)).allowed();
    };
  }

  /** Checks several nodes one after another. */
  @FunctionalInterface
  public interface SubjectMembershipCheck {
    boolean isIn(Userset node);
  }

  private static MembershipCheckResult decided(EvaluationResult result) {
    if (result.failure() != null && !result.isKnown()) {
      throw result.failure();
    }
    return new MembershipCheckResult(
        result.isTrue(), Optional.ofNullable(result.reason()), result.until());
  }
}
