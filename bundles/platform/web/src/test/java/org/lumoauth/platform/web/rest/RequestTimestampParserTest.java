/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTimestampParserTest {

  @Test
  void parsesTimestampWithOffset() {
    assertEquals(
        Instant.parse("2027-01-31T10:00:00.5Z"),
        RequestTimestampParser.parse("2027-01-31T12:00:00.5+02:00"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9999-12-31T23:59:59.999999999-18:00", "0000-01-01T00:00:00+18:00"})
  void acceptsTimestampsStorableInMicroseconds(String text) {
    var time = RequestTimestampParser.parse(text);

    long micros = Math.addExact(time.getEpochSecond() * 1_000_000, time.getNano() / 1_000);
    assertEquals(
        time.truncatedTo(ChronoUnit.MICROS), Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+999999999-12-31T23:59:59.999999999Z",
        "-999999999-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "-0001-12-31T23:59:59Z",
        "2027-01-31",
        "2027-01-31T12:00:00",
        ""
      })
  void rejectsOtherText(String text) {
    assertThrows(DateTimeException.class, () -> RequestTimestampParser.parse(text));
  }
}
