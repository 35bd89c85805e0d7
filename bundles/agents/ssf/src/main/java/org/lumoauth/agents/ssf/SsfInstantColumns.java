package org.lumoauth.agents.ssf;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Converts times to their stored form: microseconds since 1970. */
public final class SsfInstantColumns {

  private SsfInstantColumns() {}

  /** Converts a time to its stored form. */
  public static long of(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** Converts a stored time. */
  public static Instant read(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
