/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.cache;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;

/** Provides the server's clock in UTC. Clients cannot override it. */
final class EnvironmentTimeAttributeResolver {

  private EnvironmentTimeAttributeResolver() {}

  /** Returns the value of a clock attribute; null for any other attribute. */
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
