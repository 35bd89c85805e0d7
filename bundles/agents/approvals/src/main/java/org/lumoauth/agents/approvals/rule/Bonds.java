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
public record Bonds(String userId, Set<Pair> pairs) {

  /**
   * Two users.
   *
   * @param userId for whom
   * @param deputyId who stands in
   */
  public record Pair(String userId, String deputyId) {}

  public Bonds {
    pairs = Set.copyOf(pairs);
  }

  /** The ids of the users for whom this one stands in. */
  List<String> standsInFor() {
    return pairs.stream()
        .filter(pair -> pair.deputyId().equals(userId))
        .map(Pair::userId)
        .sorted()
        .toList();
  }

  /** Whether one of two users stands in for the other. */
  boolean bind(String one, String other) {
    return pairs.contains(new Pair(one, other)) || pairs.contains(new Pair(other, one));
  }
}
