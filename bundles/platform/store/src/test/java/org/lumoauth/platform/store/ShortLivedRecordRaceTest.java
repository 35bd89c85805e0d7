/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.store.StoreModuleFixture.ACME;
import static org.lumoauth.platform.store.StoreModuleFixture.NOON;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Of several concurrent operations on two servers, exactly one succeeds. */
class ShortLivedRecordRaceTest {
  private static final Instant SOON = NOON.plusSeconds(60);
  private static final int ROUNDS = 40;
  private static final int THREADS = 4;

  @DatabaseTest
  void allowsOneConcurrentAdd(TestDatabase database) throws Exception {
    try (var one = new StoreModuleFixture(database);
        var two = one.anotherServer(database)) {
      for (int round = 0; round < ROUNDS; round++) {
        var key = "j" + round;

        assertEquals(1, winners(one, two, store -> store.add(ACME, "jti", key, "v", SOON)));
      }
    }
  }

  @DatabaseTest
  void allowsOneConcurrentAddOverExpiredRecord(TestDatabase database) throws Exception {
    try (var one = new StoreModuleFixture(database);
        var two = one.anotherServer(database)) {
      for (int round = 0; round < ROUNDS; round++) {
        var key = "j" + round;
        one.store.add(ACME, "jti", key, "old", NOON);

        assertEquals(1, winners(one, two, store -> store.add(ACME, "jti", key, "v", SOON)));
      }
    }
  }

  @DatabaseTest
  void allowsOneConcurrentTake(TestDatabase database) throws Exception {
    try (var one = new StoreModuleFixture(database);
        var two = one.anotherServer(database)) {
      for (int round = 0; round < ROUNDS; round++) {
        var key = "c" + round;
        one.store.add(ACME, "code", key, "v", SOON);

        assertEquals(
            1, winners(one, two, store -> store.take(ACME, "code", key, String.class).isPresent()));
      }
    }
  }

  @DatabaseTest
  void allowsOneConcurrentReplace(TestDatabase database) throws Exception {
    try (var one = new StoreModuleFixture(database);
        var two = one.anotherServer(database)) {
      for (int round = 0; round < ROUNDS; round++) {
        var key = "c" + round;
        one.store.add(ACME, "code", key, "v", SOON);
        var was = one.store.find(ACME, "code", key, String.class).orElseThrow();

        assertEquals(1, winners(one, two, store -> store.replace(ACME, was, "w", SOON)));
      }
    }
  }

  @DatabaseTest
  void takeSucceedsDuringConcurrentReplace(TestDatabase database) throws Exception {
    try (var one = new StoreModuleFixture(database);
        var two = one.anotherServer(database)) {
      for (int round = 0; round < ROUNDS; round++) {
        var key = "c" + round;
        one.store.add(ACME, "code", key, "v", SOON);
        var was = one.store.find(ACME, "code", key, String.class).orElseThrow();
        var results =
            together(
                List.of(
                    () -> one.store.replace(ACME, was, "w", SOON),
                    () -> two.store.take(ACME, "code", key, String.class).isPresent()));

        assertTrue(results.get(1), "the record was there all the time");
      }
    }
  }

  private interface Attempt {
    boolean on(ShortLivedRecordStore store);
  }

  private static long winners(StoreModuleFixture one, StoreModuleFixture two, Attempt attempt)
      throws Exception {
    List<Callable<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      var store = i % 2 == 0 ? one.store : two.store;
      all.add(() -> attempt.on(store));
    }
    return together(all).stream().filter(won -> won).count();
  }

  private static List<Boolean> together(List<Callable<Boolean>> all) throws Exception {
    var start = new CyclicBarrier(all.size());
    var threads = Executors.newFixedThreadPool(all.size());
    try {
      List<Future<Boolean>> running = new ArrayList<>();
      for (Callable<Boolean> each : all) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return each.call();
                }));
      }
      List<Boolean> results = new ArrayList<>();
      for (Future<Boolean> each : running) {
        results.add(each.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
