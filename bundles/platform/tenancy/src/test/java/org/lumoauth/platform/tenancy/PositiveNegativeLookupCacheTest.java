/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PositiveNegativeLookupCacheTest {

  @Test
  void cachesAbsentKey() {
    var cache = new PositiveNegativeLookupCache<String>(10, 10);
    var reads = new AtomicInteger();

    for (int i = 0; i < 3; i++) {
      cache.get(
          "nobody",
          key -> {
            reads.incrementAndGet();
            return Optional.empty();
          });
    }

    assertEquals(1, reads.get());
  }

  @Test
  void reloadsForgottenKey() {
    var cache = new PositiveNegativeLookupCache<String>(10, 10);
    cache.get("acme", key -> Optional.empty());
    cache.forget("acme");

    assertEquals(Optional.of("new"), cache.get("acme", key -> Optional.of("new")));
  }

  @Test
  void limitsSizeUnderManyUnknownNames() {
    var cache = new PositiveNegativeLookupCache<String>(10, 10);
    for (int i = 0; i < 10_000; i++) {
      cache.get("name-" + i, key -> Optional.empty());
    }

    assertTrue(cache.size() <= 20);
  }

  @Test
  void retainsPresentEntriesUnderManyUnknownNames() {
    var cache = new PositiveNegativeLookupCache<String>(10, 10);
    cache.get("acme", key -> Optional.of("here"));
    for (int i = 0; i < 10_000; i++) {
      cache.get("name-" + i, key -> Optional.empty());
    }

    assertEquals(Optional.of("here"), cache.get("acme", key -> Optional.empty()));
  }

  @Test
  void returnsLoadedValueIfCacheIsDisabled() {
    var cache = new PositiveNegativeLookupCache<String>(0, 0);

    assertEquals(Optional.of("here"), cache.get("acme", key -> Optional.of("here")));
  }

  /** The read began before the change and would otherwise put the old state back after it. */
  @Test
  void doesNotCacheValueLoadedBeforeInvalidation() throws Exception {
    var cache = new PositiveNegativeLookupCache<String>(10, 10);
    var reading = new CountDownLatch(1);
    var changed = new CountDownLatch(1);
    var early =
        CompletableFuture.runAsync(
            () ->
                cache.get(
                    "acme",
                    key -> {
                      reading.countDown();
                      await(changed);
                      return Optional.of("old");
                    }));
    reading.await();
    var forgetting = CompletableFuture.runAsync(() -> cache.forget("acme"));
    changed.countDown();
    CompletableFuture.allOf(early, forgetting).get();

    assertEquals(Optional.of("new"), cache.get("acme", key -> Optional.of("new")));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
