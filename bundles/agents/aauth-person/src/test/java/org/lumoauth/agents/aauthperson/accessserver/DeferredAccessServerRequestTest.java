/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.accessserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeferredAccessServerRequestTest {

  @Test
  void keepsAskedTimeUntilRequestIsUpdated() {
    Instant asked = Instant.parse("2026-11-27T12:00:00Z");
    var of = DeferredAccessServerRequest.of("https://person.example", Map.of(), asked);

    assertEquals(
        asked, of.persistedAs("id", asked).withClaims(Map.of()).withAnswer("yes").askedAt());
    assertEquals(asked.plusSeconds(9), of.withUpdate(Map.of(), asked.plusSeconds(9), "").askedAt());
  }

  /** It was kept before this was noted. */
  @Test
  void usesCurrentTimeIfStoredAskedTimeIsMissing() {
    Instant before = Instant.now();

    var of =
        new DeferredAccessServerRequest(
            "id", "https://person.example", Map.of(), null, null, "", before);

    assertFalse(of.askedAt().isBefore(before));
  }
}
