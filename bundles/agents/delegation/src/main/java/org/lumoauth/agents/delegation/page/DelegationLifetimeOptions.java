/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.page;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The durations that users can select for a delegation. */
final class DelegationLifetimeOptions {

  private static final List<Duration> USUAL =
      List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(30));

  private DelegationLifetimeOptions() {}

  /**
   * Returns the choices in seconds, shortest first.
   *
   * @param longest the maximum duration
   */
  static List<Long> upTo(Duration longest) {
    return Stream.concat(
            USUAL.stream().filter(usual -> usual.compareTo(longest) < 0), Stream.of(longest))
        .map(Duration::toSeconds)
        .toList();
  }

  /** Parses the selected duration; empty if it is not one of the choices. */
  static Optional<Duration> parseChosen(String seconds, Duration longest) {
    return upTo(longest).stream()
        .filter(choice -> String.valueOf(choice).equals(seconds))
        .map(Duration::ofSeconds)
        .findFirst();
  }
}
