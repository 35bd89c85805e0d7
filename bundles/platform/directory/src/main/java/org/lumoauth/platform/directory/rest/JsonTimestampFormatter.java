/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Formats times in JSON: ISO 8601 in UTC, with milliseconds. */
public final class JsonTimestampFormatter {
  private JsonTimestampFormatter() {}

  public static String of(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
