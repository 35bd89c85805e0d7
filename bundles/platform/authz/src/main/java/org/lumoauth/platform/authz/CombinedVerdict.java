/* SPDX-License-Identifier: Apache-2.0 */
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
 * The combined result of the votes about one subject.
 *
 * @param permitted whether the subject is permitted
 * @param reason the decisive reason, without the votes below it
 * @param remedy on a denial, a way to get permitted
 */
record CombinedVerdict(boolean permitted, DecisionReason reason, Optional<String> remedy) {
  private static final String DEFAULT_DENY = "default_deny";

  /** Creates a verdict from the decisive vote. */
  static CombinedVerdict of(AuthorizationVote vote) {
    return vote.outcome() == AuthorizationVote.VoteOutcome.PERMIT
        ? new CombinedVerdict(true, vote.reason(), Optional.empty())
        : new CombinedVerdict(false, vote.reason(), vote.remedy());
  }

  /** Returns whether no model had a vote. */
  boolean byDefault() {
    return reason.code().equals(DEFAULT_DENY);
  }

  /** Creates a denial by the service itself, before any model is evaluated. */
  static CombinedVerdict refusal(
      String code, String text, Map<String, Object> facts, String remedy) {
    return new CombinedVerdict(false, DecisionReason.of(code, text, facts), Optional.of(remedy));
  }

  /** Creates the default denial because no model voted, from this index of the list on. */
  static CombinedVerdict byDefault(
      SubjectRef subject, String action, List<ModelVote> votes, int from) {
    var reason =
        DecisionReason.of(
            DEFAULT_DENY,
            "No authorization model permits " + subject + " to perform " + action + ".",
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
