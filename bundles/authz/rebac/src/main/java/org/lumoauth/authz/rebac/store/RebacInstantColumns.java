package org.lumoauth.authz.rebac.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as the tables keep them: microseconds since the epoch. */
public final class RebacInstantColumns {
  private RebacInstantColumns() {}

  /** Microseconds of an instant; what is finer is cut off. */
  public static long of(Instant instant) {
    // ChronoUnit.MICROS.between counts nanoseconds on its way, which end in 2262
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000L);
  }

  /** The instant. */
  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
