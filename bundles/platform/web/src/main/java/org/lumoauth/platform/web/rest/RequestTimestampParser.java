/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.rest;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/**
 * Parses timestamps in requests (RFC 3339 section 5.6). Years have four digits, so that every
 * timestamp can be stored in microseconds; the JDK's parser accepts years up to a thousand million.
 */
public final class RequestTimestampParser {

  private static final int LAST_YEAR = 9_999;

  private RequestTimestampParser() {}

  /**
   * Parses a timestamp.
   *
   * @throws DateTimeParseException if the text is not a timestamp
   */
  public static Instant parse(String text) {
    OffsetDateTime time = OffsetDateTime.parse(text);
    if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
      throw new DateTimeParseException("the year must have four digits", text, 0);
    }
    return time.toInstant();
  }
}
