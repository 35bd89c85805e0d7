/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientidmetadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.support.concurrent.FetchWaitLimiter;

/** How long a client document is cached. */
class ClientDocumentCachingTest extends ClientDocumentFixture {

  @Test
  void cachesDocumentForHttpFreshnessLifetime() {
    headers.put("cache-control", List.of("public, max-age=300"));
    headers.put("age", List.of("60"));
    find();
    now = now.plusSeconds(239);
    find();
    assertEquals(1, asked.size());
    now = now.plusSeconds(1);

    find();

    assertEquals(2, asked.size());
  }

  @Test
  void limitsCacheLifetimeToOneMinuteThroughOneDay() {
    headers.put("cache-control", List.of("max-age=1"));
    find();
    now = now.plusSeconds(59);
    find();
    assertEquals(1, asked.size());

    now = now.plusSeconds(1);
    headers.put("cache-control", List.of("max-age=999999999"));
    find();
    now = now.plus(Duration.ofHours(24));
    find();
    assertEquals(3, asked.size());
  }

  @Test
  void doesNotCacheDocumentsMarkedNoStoreOrNoCache() {
    for (String directive : List.of("no-store", "private, No-Cache")) {
      headers.put("cache-control", List.of(directive));
      now =
          now.plus(ClientMetadataCacheEntry.STALE_WHILE_ERROR)
              .plus(ClientMetadataFreshnessPolicy.MOST);
      asked.clear();
      assertTrue(find().isPresent());
      assertTrue(find().isPresent()); // of the same request
      assertEquals(1, asked.size());
      now = now.plus(ClientMetadataCacheEntry.MOMENT);

      assertTrue(find().isPresent());

      assertEquals(2, asked.size(), directive);
    }
  }

  @Test
  void servesNoStaleCopyOfNoStoreDocument() {
    headers.put("cache-control", List.of("no-store"));
    assertTrue(find().isPresent());
    status = 503;

    assertEquals(Optional.empty(), findLater());
  }

  @Test
  void sharesNoStoreFetchAmongConcurrentRequests() throws Exception {
    headers.put("cache-control", List.of("no-store"));
    var fetching = new CountDownLatch(1);
    var answered = new CountDownLatch(1);
    during =
        () -> {
          fetching.countDown();
          await(answered);
        };
    var pool = Executors.newFixedThreadPool(2);
    try {
      var first = pool.submit(this::find);
      await(fetching);
      var second = pool.submit(this::find);
      answered.countDown();

      assertTrue(first.get(10, TimeUnit.SECONDS).isPresent());
      assertTrue(second.get(10, TimeUnit.SECONDS).isPresent());
      assertEquals(1, asked.size());
    } finally {
      pool.shutdownNow();
    }
  }

  /** An address that answers slowly and wants nothing kept holds no more than a few threads. */
  @Test
  void failsAtOnceIfAllFetchSlotsAreTaken() throws Exception {
    assertNobodyWaits(new FetchWaitLimiter(0, 16, Duration.ofMinutes(10)));
    assertNobodyWaits(new FetchWaitLimiter(16, 0, Duration.ofMinutes(10)));
  }

  @Test
  void limitsTheWaitingTime() throws Exception {
    assertNobodyWaits(new FetchWaitLimiter(16, 16, Duration.ofMillis(1)));
  }

  private void assertNobodyWaits(FetchWaitLimiter waiting) throws Exception {
    var documents = source(waiting);
    var fetching = new CountDownLatch(1);
    var done = new CountDownLatch(1);
    during =
        () -> {
          fetching.countDown();
          await(done);
        };
    var pool = Executors.newFixedThreadPool(2);
    try {
      var first = pool.submit(() -> documents.find(ACME, URL));
      await(fetching);

      var second = pool.submit(() -> documents.find(ACME, URL)).get(10, TimeUnit.SECONDS);

      assertEquals(Optional.empty(), second);
      done.countDown();
      assertTrue(first.get(10, TimeUnit.SECONDS).isPresent());
      assertTrue(documents.find(ACME, URL).isPresent());
    } finally {
      done.countDown();
      pool.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void doesNotCacheErrors() {
    status = 404;
    assertEquals(Optional.empty(), find());
    status = 200;

    assertTrue(findLater().isPresent());
  }

  @Test
  void doesNotCacheInvalidDocument() {
    document.put("client_id", "https://app.example/other.json");
    assertEquals(Optional.empty(), find());
    document.put("client_id", URL);

    assertTrue(findLater().isPresent());
  }

  @Test
  void servesStaleDocumentForLimitedTimeOnError() {
    find();
    now = now.plus(ClientMetadataFreshnessPolicy.USUAL);
    status = 503;
    assertTrue(find().isPresent());
    failure = Optional.of(new OutboundException("the check timed out", false));
    assertTrue(findLater().isPresent());

    now = now.plus(ClientMetadataCacheEntry.STALE_WHILE_ERROR);

    assertEquals(Optional.empty(), find());
  }

  @Test
  void rejectsClientWhoseDocumentReturns404() {
    find();
    now = now.plus(ClientMetadataFreshnessPolicy.USUAL);
    status = 404;

    assertEquals(Optional.empty(), find());
  }
}
