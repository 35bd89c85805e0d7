package org.lumoauth.platform.web;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/**
 * Times in requests (RFC 3339 section 5.6). Their years have four digits, so that every one of them
 * can be kept in microseconds; the language's own parser takes a thousand million.
 */
public final class RequestTimestampParser {

  private static final int LAST_YEAR = 9_999;

  private RequestTimestampParser() {}

  /**
   * The time that a text says.
   *
   * @throws DateTimeParseException if it is none
   */
  public static Instant parse(String text) {
    OffsetDateTime time = OffsetDateTime.parse(text);
    if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
      throw new DateTimeParseException("a year has four digits", text, 0);
    }
    return time.toInstant();
  }
}
