/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authz;

import java.util.Objects;
import java.util.Optional;

/**
 * The vote of a model.
 *
 * @param outcome the outcome
 * @param reason the reason
 * @param remedy for a denial, a sentence that says what would make the action allowed
 */
public record AuthorizationVote(
    VoteOutcome outcome, DecisionReason reason, Optional<String> remedy) {

  /** The possible outcomes. */
  public enum VoteOutcome {
    PERMIT,
    DENY,
    NOT_APPLICABLE,
    FAILED
  }

  public AuthorizationVote {
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(reason, "reason");
  }

  public static AuthorizationVote permit(DecisionReason reason) {
    return new AuthorizationVote(VoteOutcome.PERMIT, reason, Optional.empty());
  }

  public static AuthorizationVote deny(DecisionReason reason, String remedy) {
    return new AuthorizationVote(VoteOutcome.DENY, reason, Optional.of(remedy));
  }

  /** Returns an abstention; {@code remedy} says what would make this model permit the action. */
  public static AuthorizationVote notApplicable(DecisionReason reason, Optional<String> remedy) {
    return new AuthorizationVote(VoteOutcome.NOT_APPLICABLE, reason, remedy);
  }
}
