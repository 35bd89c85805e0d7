package org.lumoauth.agents.approvals.rule;

import java.util.List;
import java.util.Set;

/**
 * Who stands in for whom now, around one user: whom they and those for whom they stand in have to
 * do with.
 *
 * @param userId the user
 * @param pairs of ids of users
 */
public record SubstitutionGraph(String userId, Set<SubstitutionPair> pairs) {

  /**
   * Two users.
   *
   * @param userId for whom
   * @param deputyId who stands in
   */
  public record SubstitutionPair(String userId, String deputyId) {}

  public SubstitutionGraph {
    pairs = Set.copyOf(pairs);
  }

  /** The ids of the users for whom this one stands in. */
  List<String> substitutedUserIds() {
    return pairs.stream()
        .filter(pair -> pair.deputyId().equals(userId))
        .map(SubstitutionPair::userId)
        .sorted()
        .toList();
  }

  /** Whether one of two users stands in for the other. */
  boolean areConnected(String one, String other) {
    return pairs.contains(new SubstitutionPair(one, other))
        || pairs.contains(new SubstitutionPair(other, one));
  }
}
