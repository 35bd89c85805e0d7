package org.lumoauth.authz.abac.memory;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;

/** What the server's clock says, in UTC. Nobody who asks can say otherwise. */
final class EnvironmentClock {

  private EnvironmentClock() {}

  /** The value of one of these attributes; null for any other. */
  static Object value(String name, Instant now) {
    var time = now.atOffset(ZoneOffset.UTC);
    return switch (name) {
      case "hour" -> time.getHour();
      case "dayOfWeek" -> time.getDayOfWeek().getValue();
      case "isWeekend" -> time.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
      case "time" -> now.toString();
      default -> null;
    };
  }
}
