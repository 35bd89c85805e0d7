/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.outbound.OutboundRequest;

class OutboundConcurrencyLimiterTest {

  private final OutboundConcurrencyLimiter places = new OutboundConcurrencyLimiter(10);

  @Test
  void reservesSlotsForOtherPurposes() {
    assertEquals(5, taken("sector-identifier", "acme", "globex"));

    assertTrue(places.tryAcquire(request("client-jwks", "acme")).isPresent());
  }

  @Test
  void reservesSlotsForOtherTenantsOfSamePurpose() {
    assertEquals(3, taken("client-jwks", "acme")); // a quarter

    assertEquals(2, taken("client-jwks", "globex")); // of the half that the purpose gets
    assertFalse(places.tryAcquire(request("client-jwks", "third")).isPresent());
  }

  @Test
  void sharesSingleSlotBetweenTenants() {
    var one = new OutboundConcurrencyLimiter(1);

    one.tryAcquire(request("client-jwks", "acme")).orElseThrow().close();

    assertTrue(one.tryAcquire(request("client-jwks", "globex")).isPresent());
  }

  @Test
  void reservesSlotsForOtherTenants() {
    for (int i = 0; i < 5; i++) {
      assertTrue(places.tryAcquire(request("purpose " + i, "acme")).isPresent());
    }

    assertFalse(places.tryAcquire(request("another", "acme")).isPresent());
    assertTrue(places.tryAcquire(request("another", "globex")).isPresent());
  }

  @Test
  void limitsTotalConcurrency() {
    assertEquals(5, taken("a", "acme", "globex"));
    assertEquals(5, taken("b", "third", "fourth"));

    assertFalse(places.tryAcquire(request("c", "fifth")).isPresent());
  }

  @Test
  void reusesReleasedSlot() {
    var place = places.tryAcquire(request("a", "acme")).orElseThrow();
    assertEquals(2, taken("a", "acme"));
    assertFalse(places.tryAcquire(request("a", "acme")).isPresent());

    place.close();

    assertTrue(places.tryAcquire(request("a", "acme")).isPresent());
  }

  /** How many such requests get a place, for these tenants in turn. */
  private int taken(String purpose, String... tenants) {
    int count = 0;
    while (places.tryAcquire(request(purpose, tenants[count % tenants.length])).isPresent()) {
      count++;
    }
    return count;
  }

  private static OutboundRequest request(String purpose, String tenant) {
    return OutboundRequest.json(purpose, URI.create("https://a.example/"), 100).inTenant(tenant);
  }
}
