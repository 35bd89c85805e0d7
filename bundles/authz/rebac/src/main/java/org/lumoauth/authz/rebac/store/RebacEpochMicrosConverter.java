package org.lumoauth.authz.rebac.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Converts instants to the stored format: microseconds since the epoch. */
public final class RebacEpochMicrosConverter {
  private RebacEpochMicrosConverter() {}

  /** Returns the microseconds of an instant, rounded down. */
  public static long of(Instant instant) {
    // ChronoUnit.MICROS.between overflows in 2262, because it computes nanoseconds internally.
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000L);
  }

  /** Returns the instant. */
  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
