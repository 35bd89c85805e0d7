package org.lumoauth.platform.authz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.Decision.ModelVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.directory.SubjectRef;

/**
 * What the votes about one subject come to.
 *
 * @param permitted whether the subject may
 * @param reason the reason that decided, without the votes below it
 * @param remedy on a denial, what would make it allowed
 */
record CombinedVerdict(boolean permitted, DecisionReason reason, Optional<String> remedy) {
  private static final String DEFAULT_DENY = "default_deny";

  /** A vote that decides. */
  static CombinedVerdict of(AuthorizationVote vote) {
    return vote.outcome() == AuthorizationVote.VoteOutcome.PERMIT
        ? new CombinedVerdict(true, vote.reason(), Optional.empty())
        : new CombinedVerdict(false, vote.reason(), vote.remedy());
  }

  /** Whether nobody had anything to say. */
  boolean byDefault() {
    return reason.code().equals(DEFAULT_DENY);
  }

  /** A denial by the service itself, before any model is asked. */
  static CombinedVerdict refusal(
      String code, String text, Map<String, Object> facts, String remedy) {
    return new CombinedVerdict(false, DecisionReason.of(code, text, facts), Optional.of(remedy));
  }

  /** Nobody had anything to say, from this place in the list on. */
  static CombinedVerdict byDefault(
      SubjectRef subject, String action, List<ModelVote> votes, int from) {
    var reason =
        DecisionReason.of(
            DEFAULT_DENY,
            "Nothing allows " + subject + " to do " + action + ".",
            Map.of("permission", action, "subject", subject.toString()));
    return new CombinedVerdict(false, reason, remedy(votes, from));
  }

  private static Optional<String> remedy(List<ModelVote> votes, int from) {
    var sentences = new ArrayList<String>(votes.size() - from);
    for (int i = from; i < votes.size(); i++) {
      votes
          .get(i)
          .vote()
          .remedy()
          .filter(sentence -> !sentences.contains(sentence))
          .ifPresent(sentences::add);
    }
    return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" Or: ", sentences));
  }
}
