package org.lumoauth.api.authz;

import java.util.Objects;
import java.util.Optional;

/**
 * What one model says.
 *
 * @param outcome its vote
 * @param reason why
 * @param remedy on a denial, what would make it allowed; a sentence
 */
public record AuthorizationVote(
    VoteOutcome outcome, DecisionReason reason, Optional<String> remedy) {

  /** The votes there are. */
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

  /** Nothing to say; {@code remedy} is what would make this model permit. */
  public static AuthorizationVote notApplicable(DecisionReason reason, Optional<String> remedy) {
    return new AuthorizationVote(VoteOutcome.NOT_APPLICABLE, reason, remedy);
  }
}
