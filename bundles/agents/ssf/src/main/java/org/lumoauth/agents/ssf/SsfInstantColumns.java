package org.lumoauth.agents.ssf;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as they are stored: microseconds since 1970. */
public final class SsfInstantColumns {

  private SsfInstantColumns() {}

  /** What is stored of a time. */
  public static long of(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** The time that was stored. */
  public static Instant read(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
