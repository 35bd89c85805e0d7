package org.lumoauth.platform.directory;

import java.util.Optional;
import java.util.Set;

/**
 * Which users a list shows.
 *
 * @param group only direct members of this group, by id
 * @param ids only these
 * @param blocked only those that are barred, or are not
 * @param active only those whose account may be used, or may not
 */
public record UserFilter(
    Optional<String> group,
    Optional<Set<String>> ids,
    Optional<Boolean> blocked,
    Optional<Boolean> active) {

  /** Everybody. */
  public static final UserFilter ALL =
      new UserFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
