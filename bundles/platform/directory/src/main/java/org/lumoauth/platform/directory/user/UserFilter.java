/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import java.util.Optional;
import java.util.Set;

/**
 * The filter of a user list.
 *
 * @param group only direct members of the group with this id
 * @param ids only users with these ids
 * @param blocked only blocked users, or only those not blocked
 * @param active only active users, or only inactive ones
 */
public record UserFilter(
    Optional<String> group,
    Optional<Set<String>> ids,
    Optional<Boolean> blocked,
    Optional<Boolean> active) {

  /** Matches all users. */
  public static final UserFilter ALL =
      new UserFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
