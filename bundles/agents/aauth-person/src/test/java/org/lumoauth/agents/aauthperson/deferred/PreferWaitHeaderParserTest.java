/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

class PreferWaitHeaderParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "wait=10|10",
        "Wait = \"7\"|7",
        "respond-async, wait=10|10",
        "wait=10; now=\"x\"|10",
        "wait=10, wait=20|10",
        "wait=0|0"
      })
  void parsesTheWaitPreference(String field, long seconds) {
    assertEquals(Optional.of(Duration.ofSeconds(seconds)), of(field));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "wait", "wait=", "wait=-1", "wait=1.5", "wait=99999999999", "await=3"})
  void ignoresOtherPreferences(String field) {
    assertEquals(Optional.empty(), of(field));
  }

  @Test
  void readsAllPreferHeaderFields() {
    var exchange = FakeHttpExchange.get(aTenant().build(), "/x");

    assertEquals(Optional.empty(), PreferWaitHeaderParser.parse(exchange.request()));
    exchange.withHeader("Prefer", "respond-async").withHeader("Prefer", "wait=5");
    assertEquals(
        Optional.of(Duration.ofSeconds(5)), PreferWaitHeaderParser.parse(exchange.request()));
  }

  private static Optional<Duration> of(String field) {
    return PreferWaitHeaderParser.parse(
        FakeHttpExchange.get(aTenant().build(), "/x").withHeader("Prefer", field).request());
  }
}
