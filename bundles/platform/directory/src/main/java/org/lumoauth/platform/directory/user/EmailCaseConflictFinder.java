/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds addresses that cannot be assigned to a user.
 *
 * @param there the addresses of existing users
 */
record EmailCaseConflictFinder(Set<String> there) {

  /**
   * Returns the first unused address that differs only by case from an existing address or from
   * another address in this set.
   */
  Optional<String> findFirst(Set<String> wanted) {
    Set<String> all = new HashSet<>(there);
    all.addAll(wanted);
    Map<String, Long> alike =
        all.stream()
            .map(CaseFoldedEmailIndex::foldCase)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return wanted.stream()
        .filter(
            email -> !there.contains(email) && alike.get(CaseFoldedEmailIndex.foldCase(email)) > 1)
        .sorted()
        .findFirst();
  }
}
