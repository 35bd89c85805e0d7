package org.lumoauth.platform.directory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Converts instants to the columns' unit, microseconds since the epoch. */
public final class DirectoryEpochMicrosConverter {
  private DirectoryEpochMicrosConverter() {}

  public static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  public static long of(Instant instant) {
    // ChronoUnit.MICROS.between counts nanoseconds internally, which overflow in 2262
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000L);
  }

  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  public static Optional<Instant> instant(Long micros) {
    return Optional.ofNullable(micros).map(value -> instant(value.longValue()));
  }
}
