/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import java.util.List;
import java.util.Set;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.Decision.ModelVote;
import org.lumoauth.api.directory.SubjectRef;

/**
 * Combines the votes about one subject.
 *
 * <p>A ceiling is a model that sets a limit: its denial applies under every algorithm, and its
 * permit is sufficient only if no other model has a vote, so that it overrides no denial.
 */
final class VoteCombiner {

  private final Set<String> ceilings;

  VoteCombiner(Set<String> ceilings) {
    this.ceilings = Set.copyOf(ceilings);
  }

  /** Combines the votes from this index of the list on, all about this subject. */
  CombinedVerdict combine(
      VoteCombiningPolicy combining,
      SubjectRef subject,
      String action,
      List<ModelVote> votes,
      int from) {
    var found = new FirstVotes(combining);
    for (int i = from; i < votes.size(); i++) {
      var vote = votes.get(i);
      found.add(vote, ceilings.contains(vote.model()));
    }
    var deciding = found.deciding(combining.rule());
    return deciding == null
        ? CombinedVerdict.byDefault(subject, action, votes, from)
        : CombinedVerdict.of(deciding);
  }

  /** The first vote of each kind. */
  private static final class FirstVotes {
    private final VoteCombiningPolicy combining;
    private AuthorizationVote denied;
    private AuthorizationVote failed;
    private AuthorizationVote granted;
    private AuthorizationVote stopped;
    private AuthorizationVote contained;
    private AuthorizationVote first;
    private int firstPlace = Integer.MAX_VALUE;

    FirstVotes(VoteCombiningPolicy combining) {
      this.combining = combining;
    }

    void add(ModelVote modelVote, boolean ceiling) {
      var vote = modelVote.vote();
      switch (vote.outcome()) {
        case FAILED -> failed = failed == null ? vote : failed;
        case DENY -> {
          denied = denied == null ? vote : denied;
          stopped = ceiling && stopped == null ? vote : stopped;
        }
        case PERMIT -> {
          contained = ceiling && contained == null ? vote : contained;
          granted = !ceiling && granted == null ? vote : granted;
        }
        case NOT_APPLICABLE -> {
          return;
        }
      }
      if (!ceiling && combining.rule() == CombiningAlgorithm.FIRST_APPLICABLE) {
        follow(modelVote);
      }
    }

    private void follow(ModelVote modelVote) {
      int place = combining.orderOf(modelVote.model());
      if (place < firstPlace) {
        firstPlace = place;
        first = modelVote.vote();
      }
    }

    /** Returns the decisive vote, or null if no model voted. */
    AuthorizationVote deciding(CombiningAlgorithm rule) {
      return switch (rule) {
        case DENY_OVERRIDES -> firstOf(denied, failed, granted, contained);
        case PERMIT_OVERRIDES -> firstOf(stopped, failed, granted, denied, contained);
        case FIRST_APPLICABLE -> firstOf(stopped, failed, first, contained);
      };
    }

    private static AuthorizationVote firstOf(AuthorizationVote... votes) {
      for (AuthorizationVote vote : votes) {
        if (vote != null) {
          return vote;
        }
      }
      return null;
    }
  }
}
