package org.lumoauth.platform.directory;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds among addresses those that can't be given to somebody.
 *
 * @param there addresses that users have
 */
record DuplicateEmailCheck(Set<String> there) {

  /** The first one that is nobody's and differs from somebody's, or another one, by its case. */
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
