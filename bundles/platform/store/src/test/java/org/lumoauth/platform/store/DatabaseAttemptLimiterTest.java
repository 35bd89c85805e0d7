/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.platform.store.StoreModuleFixture.ACME;
import static org.lumoauth.platform.store.StoreModuleFixture.GLOBEX;
import static org.lumoauth.platform.store.StoreModuleFixture.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lumoauth.api.store.AttemptLimiter.AttemptCounter;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class DatabaseAttemptLimiterTest {
  private static final AttemptLimit THREE = new AttemptLimit(3, Duration.ofMinutes(15));
  private static final AttemptCounter NARROW = new AttemptCounter("range", "a", THREE);
  private static final AttemptCounter WIDE =
      new AttemptCounter("address", "a", new AttemptLimit(5, Duration.ofHours(1)));
  private static final int THREADS = 8;

  @DatabaseTest
  void allowsAttemptsUpToLimit(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      assertEquals(3, passing(fixture, 10));
    }
  }

  @DatabaseTest
  void allowsNothingWithZeroLimit(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      var none = new AttemptLimit(0, Duration.ofMinutes(1));

      assertEquals(
          Optional.of(NOON.plusSeconds(60)), fixture.limiter.count(ACME, "code", "a", none));
    }
  }

  @DatabaseTest
  void returnsRetryTime(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      passing(fixture, 3);
      fixture.now.set(NOON.plusSeconds(60));

      assertEquals(Optional.of(NOON.plus(THREE.window())), count(fixture, "a"));
    }
  }

  @DatabaseTest
  void resetsCountAfterWindow(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      passing(fixture, 3);
      fixture.now.set(NOON.plus(THREE.window()));

      assertEquals(3, passing(fixture, 10));
    }
  }

  @DatabaseTest
  void doesNotExtendWindowOnAttempts(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      count(fixture, "a");
      fixture.now.set(NOON.plusSeconds(60));
      passing(fixture, 5);
      fixture.now.set(NOON.plus(THREE.window()));

      assertEquals(Optional.empty(), count(fixture, "a"));
    }
  }

  @DatabaseTest
  void countsKeysKindsAndTenantsSeparately(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      passing(fixture, 3);

      assertEquals(Optional.empty(), count(fixture, "b"));
      assertEquals(Optional.empty(), fixture.limiter.count(ACME, "code", "a", THREE));
      assertEquals(Optional.empty(), fixture.limiter.count(GLOBEX, "password", "a", THREE));
    }
  }

  @DatabaseTest
  void distinguishesKindFromKey(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      var once = new AttemptLimit(1, Duration.ofMinutes(1));
      fixture.limiter.count(ACME, "code", "1 a", once);

      assertEquals(Optional.empty(), fixture.limiter.count(ACME, "code1", " a", once));
    }
  }

  @DatabaseTest
  void refundReducesCount(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      passing(fixture, 3);
      fixture.limiter.refund(ACME, "password", "a");

      assertEquals(1, passing(fixture, 10));
    }
  }

  @DatabaseTest
  void refundsDoNotRaiseLimit(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      count(fixture, "a");
      for (int i = 0; i < 5; i++) {
        fixture.limiter.refund(ACME, "password", "a");
      }

      assertEquals(3, passing(fixture, 10));
    }
  }

  @DatabaseTest
  void ignoresRefundAfterWindow(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      passing(fixture, 3);
      fixture.now.set(NOON.plus(THREE.window()));
      fixture.limiter.refund(ACME, "password", "a");

      assertEquals(3, passing(fixture, 10));
    }
  }

  @DatabaseTest
  void resetsCountOnDemand(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      passing(fixture, 3);
      fixture.limiter.reset(ACME, "password", "a");

      assertEquals(3, passing(fixture, 10));
    }
  }

  @DatabaseTest
  void startsNewWindowAfterReset(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      passing(fixture, 3);
      fixture.limiter.reset(ACME, "password", "a");
      fixture.now.set(NOON.plusSeconds(60));
      passing(fixture, 3);

      assertEquals(Optional.of(NOON.plusSeconds(60).plus(THREE.window())), count(fixture, "a"));
    }
  }

  @DatabaseTest
  void countsOnAllLimitsOrNone(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      for (int i = 0; i < 10; i++) {
        fixture.limiter.countAll(ACME, List.of(NARROW, WIDE)); // seven are refused by the first
      }

      assertEquals(Optional.empty(), fixture.limiter.countAll(ACME, List.of(WIDE)));
      assertEquals(Optional.empty(), fixture.limiter.countAll(ACME, List.of(WIDE)));
      assertEquals(
          Optional.of(NOON.plus(WIDE.limit().window())),
          fixture.limiter.countAll(ACME, List.of(WIDE)));
    }
  }

  @DatabaseTest
  void countsNothingIfSecondLimitIsExhausted(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      for (int i = 0; i < 10; i++) {
        fixture.limiter.countAll(ACME, List.of(WIDE, NARROW));
      }

      assertEquals(Optional.empty(), fixture.limiter.countAll(ACME, List.of(WIDE)));
      assertEquals(Optional.empty(), fixture.limiter.countAll(ACME, List.of(WIDE)));
      assertEquals(
          Optional.of(NOON.plus(WIDE.limit().window())),
          fixture.limiter.countAll(ACME, List.of(WIDE)));
    }
  }

  @DatabaseTest
  void undoResetsAndRefundsLimits(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      for (int i = 0; i < 3; i++) {
        fixture.limiter.countAll(ACME, List.of(NARROW, WIDE));
      }
      fixture.limiter.undo(ACME, List.of(NARROW), List.of(WIDE)); // 0 and 2

      var passed =
          IntStream.range(0, 10)
              .filter(i -> fixture.limiter.countAll(ACME, List.of(NARROW, WIDE)).isEmpty())
              .count();

      assertEquals(3, passed);
      assertEquals(
          Optional.of(NOON.plus(WIDE.limit().window())),
          fixture.limiter.countAll(ACME, List.of(WIDE)));
    }
  }

  @DatabaseTest
  void appliesLimitAcrossTwoServers(TestDatabase database) throws Exception {
    try (var one = new StoreModuleFixture(database);
        var two = one.anotherServer(database)) {
      var limit = new AttemptLimit(50, Duration.ofMinutes(15));
      var bounds =
          Stream.of("range", "account", "address")
              .map(kind -> new AttemptCounter(kind, "a", limit))
              .toList();
      var threads = Executors.newFixedThreadPool(THREADS);
      try {
        var tries =
            IntStream.range(0, 200)
                .mapToObj(i -> i % 2 == 0 ? one.limiter : two.limiter)
                .map(limiter -> threads.submit(() -> limiter.countAll(ACME, bounds).isEmpty()))
                .toList();
        int passed = 0;
        for (var each : tries) {
          passed += each.get() ? 1 : 0;
        }

        assertEquals(50, passed); // no one too many, and nobody turned away for being second
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @DatabaseTest
  void countsOnAllLimitsOrNoneAcrossTwoServers(TestDatabase database) throws Exception {
    try (var one = new StoreModuleFixture(database);
        var two = one.anotherServer(database)) {
      // Each leaves out another one, so that some have no room while others have.
      var keys = List.of("a", "b", "c", "d");
      var limit = new AttemptLimit(40, Duration.ofMinutes(15));
      var threads = Executors.newFixedThreadPool(THREADS);
      try {
        var tries = new ArrayList<Future<Optional<String>>>();
        for (int i = 0; i < 240; i++) {
          var without = keys.get(i % 8 == 0 ? 1 + i / 8 % 3 : 0);
          var bounds =
              keys.stream()
                  .filter(key -> !key.equals(without))
                  .map(key -> new AttemptCounter("kind", key, limit))
                  .toList();
          var limiter = i % 2 == 0 ? one.limiter : two.limiter;
          tries.add(
              threads.submit(
                  () ->
                      limiter.countAll(ACME, bounds).isEmpty()
                          ? Optional.of(without)
                          : Optional.empty()));
        }
        var passed = new HashMap<String, Integer>();
        for (var each : tries) {
          each.get()
              .ifPresent(
                  without ->
                      keys.stream()
                          .filter(key -> !key.equals(without))
                          .forEach(key -> passed.merge(key, 1, Integer::sum)));
        }

        for (String key : keys) {
          long left =
              IntStream.range(0, 100)
                  .filter(i -> one.limiter.count(ACME, "kind", key, limit).isEmpty())
                  .count();
          assertEquals(40, passed.getOrDefault(key, 0) + left, key);
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private static long passing(StoreModuleFixture fixture, int attempts) {
    return IntStream.range(0, attempts).filter(i -> count(fixture, "a").isEmpty()).count();
  }

  private static Optional<Instant> count(StoreModuleFixture fixture, String key) {
    return fixture.limiter.count(ACME, "password", key, THREE);
  }
}
