package org.lumoauth.platform.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the tables keep them: microseconds since the epoch. */
public final class StoreInstantColumns {
  private StoreInstantColumns() {}

  /** As the tables keep it. */
  public static long of(Instant instant) {
    // ChronoUnit.MICROS.between counts nanoseconds on its way, which end in 2262
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000L);
  }

  /** As it was before. */
  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
