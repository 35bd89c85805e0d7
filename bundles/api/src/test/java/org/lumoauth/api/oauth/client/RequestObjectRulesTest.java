/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.client;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.token.InvalidTokenException;

/** FAPI 2.0 Message Signing section 5.3.1. */
class RequestObjectRulesTest {

  private static final long NOW = 1_800_000_000;

  private final RequestObjectRules rules =
      RequestObjectRules.of(
          client(
              Map.of(
                  "request_object_signing_algs",
                  List.of("PS256", "ES256"),
                  "request_object_lifetime",
                  3_600)));

  @Test
  void acceptsRequestObjectFromLastHour() {
    assertDoesNotThrow(() -> require(Map.of("nbf", NOW - 3_600, "exp", NOW)));
  }

  @Test
  void rejectsRequestObjectWithoutNbfAndExp() {
    assertRefused(Map.of());
    assertRefused(Map.of("exp", NOW + 60));
    assertRefused(Map.of("nbf", NOW));
    assertRefused(Map.of("nbf", "now", "exp", NOW + 60));
  }

  @Test
  void rejectsRequestObjectWithNbfOlderThanOneHour() {
    assertRefused(Map.of("nbf", NOW - 3_611, "exp", NOW - 200));
  }

  @Test
  void rejectsRequestObjectLifetimeOverOneHour() {
    assertRefused(Map.of("nbf", NOW, "exp", NOW + 3_601));
  }

  @Test
  void narrowsAlgorithmsToThoseOfProfile() {
    assertEquals(Set.of("ES256"), rules.narrow(Set.of("ES256", "RS256")));
  }

  @Test
  void appliesNoRestrictionToClientWithoutProfile() {
    var none = RequestObjectRules.of(client(Map.of()));

    assertEquals(Set.of("RS256"), none.narrow(Set.of("RS256")));
    assertDoesNotThrow(
        () -> none.requireTimes(Map.of(), Instant.ofEpochSecond(NOW), Duration.ZERO));
  }

  private static Client client(Map<String, Object> metadata) {
    return new Client(
        "app",
        "App",
        new SubjectRef(SubjectRef.CLIENT, "app"),
        true,
        true,
        Set.of(),
        Set.of(),
        Set.of(),
        List.of(),
        Duration.ofHours(1),
        metadata);
  }

  private void assertRefused(Map<String, Object> claims) {
    assertThrows(InvalidTokenException.class, () -> require(claims));
  }

  private void require(Map<String, Object> claims) throws InvalidTokenException {
    rules.requireTimes(claims, Instant.ofEpochSecond(NOW), Duration.ofSeconds(10));
  }
}
