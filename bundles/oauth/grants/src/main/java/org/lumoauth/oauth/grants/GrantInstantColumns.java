package org.lumoauth.oauth.grants;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Converts times to the stored format: microseconds since 1970. */
final class GrantInstantColumns {

  private GrantInstantColumns() {}

  static long of(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  static Instant toInstant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
