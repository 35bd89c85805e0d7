/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientkeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.support.concurrent.FetchWaitLimiter;

class RegisteredClientKeyProviderTest {

  private static final TenantContext ACME = aTenant().build();
  private static final Client REMOTE =
      aClient().with("jwks_uri", "https://client.example/jwks").build();

  private final List<OutboundRequest> asked = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private String cacheControl = "max-age=300";
  private String body = set("k1");
  private int status = 200;
  private boolean down;
  private boolean refused;
  private final RegisteredClientKeyProvider keys =
      new RegisteredClientKeyProvider(
          new RemoteKeySetCache(this::send, new FetchWaitLimiter(), () -> now, 1_000_000));

  @Test
  void returnsInlineKeys() {
    var client = aClient().with("jwks", Map.of("keys", List.of(key("a"), key("b")))).build();

    assertEquals(List.of("a", "b"), kids(client, Optional.empty()));
    assertEquals(List.of("b"), kids(client, Optional.of("b")));
    assertEquals(List.of(), kids(client, Optional.of("c")));
  }

  @Test
  void returnsNoKeysForClientWithoutKeys() {
    assertEquals(List.of(), kids(aClient().build(), Optional.empty()));
  }

  @Test
  void fetchesOnceWhileFresh() {
    find("k1");
    now = now.plusSeconds(299);

    assertEquals(List.of("k1"), find("k1"));
    assertEquals(1, asked.size());
  }

  @Test
  void fetchesAgainWhenNoLongerFresh() {
    find("k1");
    now = now.plusSeconds(300);
    body = set("k2");

    assertEquals(List.of("k2"), find("k2"));
    assertEquals(2, asked.size());
  }

  @Test
  void cachesNoStoreResponseForOneMinute() {
    cacheControl = "no-store";
    find("k1");
    now = now.plusSeconds(59);
    find("k1");

    assertEquals(1, asked.size());
  }

  @Test
  void limitsCacheLifetimeToOneDay() {
    cacheControl = "max-age=999999999";
    find("k1");
    now = now.plus(Duration.ofHours(24));
    find("k1");

    assertEquals(2, asked.size());
  }

  @Test
  void fetchesImmediatelyForUnknownKey() {
    find("k1");
    body = set("k2");

    assertEquals(List.of("k2"), find("k2"));
    assertEquals(2, asked.size());
  }

  @Test
  void fetchesAgainForAnUnknownKeyButNotTooOften() {
    find("k1");
    find("k2");
    body = set("k3");
    find("k3");
    assertEquals(2, asked.size());
    now = now.plus(RemoteKeySetCacheEntry.BETWEEN_ATTEMPTS);

    assertEquals(List.of("k3"), find("k3"));
    find("k4");
    find("k5");
    assertEquals(3, asked.size());
  }

  @Test
  void usesStaleCopyForLimitedTime() {
    find("k1");
    down = true;
    now = now.plusSeconds(300).plus(RemoteKeySetCacheEntry.STALE_WHILE_ERROR).minusSeconds(1);
    assertEquals(List.of("k1"), find("k1"));
    now = now.plusSeconds(10);

    assertComeAgain("k1");
  }

  @Test
  void failsTemporarilyWhileKeySetIsUnreachable() {
    down = true;

    assertComeAgain("k1");
    assertComeAgain("k1"); // nor while the address is left alone
    assertEquals(1, asked.size());
  }

  @Test
  void failsWith503WhileRemoteKeySetIsUnreachable() {
    down = true;
    var sets = new RemoteKeySetCache(this::send, new FetchWaitLimiter(), () -> now, 1_000_000);
    var address = URI.create("https://idp.example.com/keys");

    var answer =
        assertThrows(
            ApiException.class, () -> sets.find(aTenant().build(), address, Optional.empty()));

    assertEquals(503, answer.status());
    assertEquals("temporarily_unavailable", answer.code());
    assertEquals(Map.of("Retry-After", "5"), answer.headers());
  }

  @Test
  void failsTemporarilyForNewKeyWhileJwksUriFails() {
    find("k1");
    down = true;

    assertComeAgain("k2");
    assertEquals(List.of("k1"), find("k1"));
  }

  @Test
  void returnsNoKeysForForbiddenJwksUri() {
    down = true;
    refused = true;

    assertEquals(List.of(), find("k1"));
    assertEquals(List.of(), find("k1"));
  }

  @Test
  void doesNotCacheError() {
    down = true;
    assertComeAgain("k1");
    down = false;
    now = now.plus(RemoteKeySetCacheEntry.AFTER_FAILURE);

    assertEquals(List.of("k1"), find("k1"));
  }

  @Test
  void rejectsResponseThatIsNotKeySet() {
    status = 302;
    assertComeAgain("k1");
    status = 200;
    body = "<html>";
    now = now.plus(RemoteKeySetCacheEntry.AFTER_FAILURE);
    assertComeAgain("k1");
  }

  @Test
  void isolatesTenants() {
    find("k1");
    keys.find(aTenant("other").build(), REMOTE, Optional.empty());

    assertEquals(2, asked.size());
  }

  @Test
  void limitsCacheByTotalKeySetSize() {
    body = set("k1").replace("7]", "7],\"more\":\"" + "x".repeat(50_000) + "\"");
    for (int i = 0; i < 100; i++) {
      keys.find(ACME, at(i), Optional.empty());
    }
    asked.clear();

    for (int i = 0; i < 100; i++) {
      keys.find(ACME, at(i), Optional.empty());
    }

    assertTrue(asked.size() >= 90, asked.size() + " of 100 were not kept"); // 1 MB holds 9
  }

  private static Client at(int number) {
    return aClient().with("jwks_uri", "https://client.example/jwks/" + number).build();
  }

  private OutboundResponse send(OutboundRequest request) throws OutboundException {
    asked.add(request);
    if (down) {
      throw new OutboundException("down", refused);
    }
    return new OutboundResponse(
        status,
        Map.of("cache-control", List.of(cacheControl)),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private void assertComeAgain(String kid) {
    var answer = assertThrows(OAuthException.class, () -> find(kid));
    assertEquals(503, answer.status());
    assertEquals("temporarily_unavailable", answer.code());
    assertEquals(Map.of("Retry-After", "5"), answer.headers());
  }

  private List<Object> find(String kid) {
    return kids(REMOTE, Optional.of(kid));
  }

  private List<Object> kids(Client client, Optional<String> kid) {
    return keys.find(ACME, client, kid).stream().map(key -> key.get("kid")).toList();
  }

  private static Map<String, Object> key(String kid) {
    return Map.of("kty", "EC", "kid", kid);
  }

  private static String set(String kid) {
    return """
        {"keys":[{"kty":"EC","kid":"%s"},7]}"""
        .formatted(kid);
  }
}
