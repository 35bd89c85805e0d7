package org.lumoauth.platform.directory.rest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times on the wire: ISO 8601 in UTC, to the millisecond. */
final class WireTimestamps {
  private WireTimestamps() {}

  static String of(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
