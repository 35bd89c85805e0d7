/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientkeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.support.concurrent.FetchWaitLimiter;

/** JWKS URIs that respond slowly. */
class SlowJwksUriTest {

  private static final TenantContext ACME = aTenant().build();
  private static final URI ADDRESS = URI.create("https://slow.example/jwks");

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answered = new CountDownLatch(1);
  private final AtomicInteger times = new AtomicInteger();
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void doesNotWaitIfAllSlotsAreTaken() throws Exception {
    assertNobodyWaits(new FetchWaitLimiter(0, 16, Duration.ofMinutes(10)));
  }

  @Test
  void limitsTheWaitersForOneAddress() throws Exception {
    assertNobodyWaits(new FetchWaitLimiter(16, 0, Duration.ofMinutes(10)));
  }

  @Test
  void limitsTheTimeToWaitForAKeySet() throws Exception {
    assertNobodyWaits(new FetchWaitLimiter(16, 16, Duration.ofMillis(1)));
  }

  @Test
  void backsOffAfterSlowFailure() {
    var keys =
        new RemoteKeySetCache(
            request -> {
              times.incrementAndGet();
              now = now.plus(request.timeout());
              throw new OutboundException("the check timed out", false);
            },
            new FetchWaitLimiter(),
            () -> now,
            1_000_000);

    keys.findIfAvailable(ACME, ADDRESS, Optional.of("a"));
    keys.findIfAvailable(ACME, ADDRESS, Optional.of("b"));

    assertEquals(1, times.get());
    now = now.plus(RemoteKeySetCacheEntry.AFTER_FAILURE);
    keys.findIfAvailable(ACME, ADDRESS, Optional.of("c"));
    assertEquals(2, times.get());
  }

  private void assertNobodyWaits(FetchWaitLimiter waiting) throws Exception {
    var keys = new RemoteKeySetCache(this::slowly, waiting, () -> now, 1_000_000);
    var pool = Executors.newFixedThreadPool(2);
    try {
      var first = pool.submit(() -> keys.find(ACME, ADDRESS, Optional.empty()));
      await(asked);

      var second =
          pool.submit(() -> keys.findIfAvailable(ACME, ADDRESS, Optional.empty()))
              .get(10, TimeUnit.SECONDS);

      assertEquals(Optional.empty(), second); // which says nothing of the keys
      answered.countDown();
      assertEquals(1, first.get(10, TimeUnit.SECONDS).size());
      assertEquals(1, keys.find(ACME, ADDRESS, Optional.empty()).size());
    } finally {
      answered.countDown();
      pool.shutdownNow();
    }
  }

  private OutboundResponse slowly(OutboundRequest request) {
    asked.countDown();
    await(answered);
    return new OutboundResponse(
        200, Map.of(), "{\"keys\":[{\"kty\":\"EC\"}]}".getBytes(StandardCharsets.UTF_8));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
