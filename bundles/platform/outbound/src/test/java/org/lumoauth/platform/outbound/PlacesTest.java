package org.lumoauth.platform.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.outbound.OutboundRequest;

class PlacesTest {

  private final Places places = new Places(10);

  @Test
  void leavesPlacesForOtherPurposesThanTheOneThatTakesAllItGets() {
    assertEquals(5, taken("sector-identifier", "acme", "globex"));

    assertTrue(places.take(request("client-jwks", "acme")).isPresent());
  }

  @Test
  void leavesPlacesForTheSamePurposeOfOtherTenants() {
    assertEquals(3, taken("client-jwks", "acme")); // a quarter

    assertEquals(2, taken("client-jwks", "globex")); // of the half that the purpose gets
    assertFalse(places.take(request("client-jwks", "third")).isPresent());
  }

  @Test
  void hasAPlaceForEverybodyWhereThereIsOnlyOne() {
    var one = new Places(1);

    one.take(request("client-jwks", "acme")).orElseThrow().close();

    assertTrue(one.take(request("client-jwks", "globex")).isPresent());
  }

  @Test
  void leavesPlacesForOtherTenantsThanTheOneThatTakesAllItGets() {
    for (int i = 0; i < 5; i++) {
      assertTrue(places.take(request("purpose " + i, "acme")).isPresent());
    }

    assertFalse(places.take(request("another", "acme")).isPresent());
    assertTrue(places.take(request("another", "globex")).isPresent());
  }

  @Test
  void hasNoMoreThanSoManyForAll() {
    assertEquals(5, taken("a", "acme", "globex"));
    assertEquals(5, taken("b", "third", "fourth"));

    assertFalse(places.take(request("c", "fifth")).isPresent());
  }

  @Test
  void hasAPlaceAgainThatWasLeft() {
    var place = places.take(request("a", "acme")).orElseThrow();
    assertEquals(2, taken("a", "acme"));
    assertFalse(places.take(request("a", "acme")).isPresent());

    place.close();

    assertTrue(places.take(request("a", "acme")).isPresent());
  }

  /** How many such requests get a place, for these tenants in turn. */
  private int taken(String purpose, String... tenants) {
    int count = 0;
    while (places.take(request(purpose, tenants[count % tenants.length])).isPresent()) {
      count++;
    }
    return count;
  }

  private static OutboundRequest request(String purpose, String tenant) {
    return OutboundRequest.json(purpose, URI.create("https://a.example/"), 100).inTenant(tenant);
  }
}
