package org.lumoauth.agents.delegation.page;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How long people can choose to let an agent act for them. */
final class DelegationLifetimes {

  private static final List<Duration> USUAL =
      List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(30));

  private DelegationLifetimes() {}

  /**
   * The choices in seconds, the shortest first.
   *
   * @param longest the longest there is here
   */
  static List<Long> upTo(Duration longest) {
    return Stream.concat(
            USUAL.stream().filter(usual -> usual.compareTo(longest) < 0), Stream.of(longest))
        .map(Duration::toSeconds)
        .toList();
  }

  /** What somebody chose; empty if it is none of the choices. */
  static Optional<Duration> parseChosen(String seconds, Duration longest) {
    return upTo(longest).stream()
        .filter(choice -> String.valueOf(choice).equals(seconds))
        .map(Duration::ofSeconds)
        .findFirst();
  }
}
