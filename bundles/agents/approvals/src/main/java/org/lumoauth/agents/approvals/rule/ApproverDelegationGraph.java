/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.rule;

import java.util.List;
import java.util.Set;

/**
 * The current delegations around one user: their own, and those of the users that they are the
 * delegate of.
 *
 * @param userId the id of the user
 * @param pairs the delegations, as pairs of user ids
 */
public record ApproverDelegationGraph(String userId, Set<SubstitutionPair> pairs) {

  /**
   * A delegation between two users.
   *
   * @param userId the id of the user
   * @param deputyId the id of the delegate
   */
  public record SubstitutionPair(String userId, String deputyId) {}

  public ApproverDelegationGraph {
    pairs = Set.copyOf(pairs);
  }

  /** Returns the ids of the users that this user is the delegate of. */
  List<String> substitutedUserIds() {
    return pairs.stream()
        .filter(pair -> pair.deputyId().equals(userId))
        .map(SubstitutionPair::userId)
        .sorted()
        .toList();
  }

  /** Returns whether one of two users is the delegate of the other. */
  boolean areConnected(String one, String other) {
    return pairs.contains(new SubstitutionPair(one, other))
        || pairs.contains(new SubstitutionPair(other, one));
  }
}
