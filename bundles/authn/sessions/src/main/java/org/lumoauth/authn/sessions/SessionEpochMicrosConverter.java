/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Times as stored in the database: microseconds since the epoch. */
final class SessionEpochMicrosConverter {
  private static final long NANOS = 1_000;

  private SessionEpochMicrosConverter() {}

  static long of(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  static long of(Duration duration) {
    return duration.toNanos() / NANOS;
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  static Optional<Instant> instant(Long micros) {
    return Optional.ofNullable(micros).map(value -> instant(value.longValue()));
  }

  static Duration duration(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }
}
