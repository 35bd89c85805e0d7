package org.lumoauth.platform.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Converts timestamps to the format of the tables: microseconds since the epoch. */
public final class StoreEpochMicrosConverter {
  private StoreEpochMicrosConverter() {}

  /** Returns the column value of an instant. */
  public static long of(Instant instant) {
    // ChronoUnit.MICROS.between computes nanoseconds internally, which overflow in 2262
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000L);
  }

  /** Returns the instant of a column value. */
  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
