/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Converts times to the format of time columns, microseconds since 1970, for entities and prepared
 * statements. {@link SqlStatementRunner} converts by itself.
 */
public final class EpochMicrosConverter {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long NANOS_PER_MICRO = 1_000;

  private EpochMicrosConverter() {}

  /** Returns the column value of a time, rounded down. */
  public static long toMicros(Instant time) {
    // ChronoUnit.MICROS.between overflows in 2262, because it computes nanoseconds internally.
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), MICROS_PER_SECOND),
        time.getNano() / NANOS_PER_MICRO);
  }

  /** Returns the time of a column value. */
  public static Instant toInstant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Returns the time of a column value that may be null. */
  public static Optional<Instant> findInstant(Long micros) {
    return Optional.ofNullable(micros).map(EpochMicrosConverter::toInstant);
  }
}
