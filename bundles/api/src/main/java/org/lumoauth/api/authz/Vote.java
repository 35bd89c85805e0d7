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
public record Vote(Outcome outcome, Reason reason, Optional<String> remedy) {

  /** The votes there are. */
  public enum Outcome {
    PERMIT,
    DENY,
    NOT_APPLICABLE,
    FAILED
  }

  public Vote {
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(reason, "reason");
  }

  public static Vote permit(Reason reason) {
    return new Vote(Outcome.PERMIT, reason, Optional.empty());
  }

  public static Vote deny(Reason reason, String remedy) {
    return new Vote(Outcome.DENY, reason, Optional.of(remedy));
  }

  /** Nothing to say; {@code remedy} is what would make this model permit. */
  public static Vote notApplicable(Reason reason, Optional<String> remedy) {
    return new Vote(Outcome.NOT_APPLICABLE, reason, remedy);
  }
}
