/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.tuple;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.authz.rebac.RelationStoreChangePublisher;
import org.lumoauth.authz.rebac.store.RelationStoreKey;

class TupleChangeWatcherTest {

  private static final RelationStoreKey STORE = new RelationStoreKey("ten_1", "sto_1");
  private static final Duration LONG = Duration.ofHours(1);

  private final TupleChangeWatcher watch = new TupleChangeWatcher(LONG, 2, 1);
  private final AtomicInteger there = new AtomicInteger();
  private final AtomicInteger looked = new AtomicInteger();

  @Test
  void returnsExistingChangesImmediately() {
    there.set(1);

    assertEquals(1, watched(STORE, LONG));
    assertEquals(1, looked.get());
  }

  @Test
  void returnsImmediatelyWithoutWait() {
    assertEquals(0, watched(STORE, Duration.ZERO));
  }

  @Test
  void returnsAfterTimeout() {
    assertEquals(0, watched(STORE, Duration.ofMillis(1)));
  }

  @Test
  void rechecksAfterChangeOfStore() throws Exception {
    var answer = waiting();

    changed("sto_2");
    there.set(1);
    changed("sto_1");

    assertEquals(1, answer.get());
    assertEquals(3, looked.get()); // first, in its place, and after its own store's change
  }

  @Test
  void missesNoChangeBeforeRegistration() {
    var answer =
        watch.awaitChange(
            STORE,
            LONG,
            () -> looked.incrementAndGet() == 1 ? 0 : there.incrementAndGet(),
            found -> found > 0);

    assertEquals(1, answer);
  }

  @Test
  void limitsWaitersPerTenant() throws Exception {
    var first = waiting();

    assertEquals(0, watched(new RelationStoreKey("ten_1", "sto_2"), LONG));

    there.set(1);
    changed("sto_1");
    assertEquals(1, first.get());
  }

  @Test
  void releasesWaitersWhenModuleStops() throws Exception {
    var answer = waiting();

    watch.stop();

    assertEquals(0, answer.get());
    assertEquals(0, watched(STORE, LONG));
  }

  /** Somebody who has looked, taken a place, and waits. */
  private CompletableFuture<Integer> waiting() {
    var answer = new CompletableFuture<Integer>();
    var thread = new Thread(() -> answer.complete(watched(STORE, LONG)));
    thread.setDaemon(true);
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      assertTrue(thread.isAlive() || answer.isDone());
      Thread.onSpinWait();
    }
    return answer;
  }

  private int watched(RelationStoreKey key, Duration most) {
    return watch.awaitChange(
        key,
        most,
        () -> {
          looked.incrementAndGet();
          return there.get();
        },
        found -> found > 0);
  }

  private void changed(String store) {
    watch.onEvent(new DomainEvent(RelationStoreChangePublisher.TYPE, "ten_1", store));
  }
}
