/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workloadspiffe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpiffeIdTest {

  @Test
  void returnsTrustDomain() {
    assertEquals(
        "prod.example.org",
        SpiffeId.of("spiffe://prod.example.org/ns/a/sa/B_1").orElseThrow().trustDomain());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "spiffe://example.org",
        "spiffe://example.org/",
        "spiffe://example.org/a/",
        "spiffe://example.org//a",
        "spiffe://example.org/a/../b",
        "spiffe://example.org/.",
        "spiffe://example.org/a/..",
        "spiffe://example.org/a%2fb",
        "spiffe://example.org/a?b",
        "spiffe://example.org/a#b",
        "spiffe://Example.org/a",
        "SPIFFE://example.org/a",
        "spiffe://user@example.org/a",
        "spiffe://example.org:443/a",
        "spiffe:///a",
        "https://example.org/a",
        "spiffe://example.org/a b",
        "spiffe://example.org/ä"
      })
  void rejectsInvalidWorkloadIds(String text) {
    assertEquals(Optional.empty(), SpiffeId.of(text));
  }

  @Test
  void acceptsDotsInPathSegments() {
    assertTrue(SpiffeId.of("spiffe://example.org/v1.2/.hidden/a..b/...").isPresent());
  }

  @Test
  void rejectsOverlongId() {
    assertEquals(Optional.empty(), SpiffeId.of("spiffe://example.org/" + "a".repeat(2048)));
  }
}
