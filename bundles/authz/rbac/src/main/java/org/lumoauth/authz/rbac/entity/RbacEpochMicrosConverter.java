package org.lumoauth.authz.rbac.entity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Converts instants to their stored form: microseconds since 1970. */
public final class RbacEpochMicrosConverter {

  private RbacEpochMicrosConverter() {}

  public static long of(Instant time) {
    // ChronoUnit.MICROS.between overflows its internal nanoseconds in 2262
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000L);
  }

  public static Instant toInstant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
