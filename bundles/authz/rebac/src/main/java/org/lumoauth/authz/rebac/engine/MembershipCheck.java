package org.lumoauth.authz.rebac.engine;

import java.util.Optional;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.authz.rebac.index.Userset;

/** Whether subjects are in nodes. */
public final class MembershipCheck {

  private final EvaluationContext setting;

  public MembershipCheck(EvaluationContext setting) {
    this.setting = setting;
  }

  /**
   * An answer.
   *
   * @param allowed whether the subject is in the node
   * @param reason why, if that was asked for
   * @param until until when it is good, microseconds since the epoch
   */
  public record MembershipCheckResult(
      boolean allowed, Optional<DecisionReason> reason, long until) {}

  /**
   * Whether a subject is in a node. What can't be decided, because it would hold if it did not,
   * does not hold.
   *
   * @throws RelationException {@code CONDITION_FAILED}, {@code LIMIT_EXCEEDED}, {@code DEADLINE}
   */
  public MembershipCheckResult check(Userset node, Userset subject, boolean explain) {
    return decided(new RewriteEvaluator(setting, subject, explain).of(node));
  }

  /** Several nodes for one subject. */
  public SubjectMembershipCheck forSubject(Userset subject) {
    var evaluation = new RewriteEvaluator(setting, subject, false);
    return node -> {
      setting.budget().refill(setting.limits().work());
      return decided(evaluation.of(node)).allowed();
    };
  }

  /** Asks for node after node. */
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
