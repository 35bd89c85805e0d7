package org.lumoauth.agents.aauthperson.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessCaseTest {

  @Test
  void keepsWhenItWasAskedUntilItIsAskedAnew() {
    Instant asked = Instant.parse("2026-11-27T12:00:00Z");
    var of = AccessCase.of("https://person.example", Map.of(), asked);

    assertEquals(asked, of.kept("id", asked).told(Map.of()).answered("yes").askedAt());
    assertEquals(asked.plusSeconds(9), of.updated(Map.of(), asked.plusSeconds(9), "").askedAt());
  }

  /** It was kept before this was noted. */
  @Test
  void judgesOneOfAnOlderVersionAsOfNow() {
    Instant before = Instant.now();

    var of = new AccessCase("id", "https://person.example", Map.of(), null, null, "", before);

    assertFalse(of.askedAt().isBefore(before));
  }
}
