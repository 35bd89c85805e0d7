/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.authz.rebac.index.TupleIndex;
import org.lumoauth.authz.rebac.store.RelationStoreKey;

/** Room for two stores of 46 tuples, with what a store weighs of its own. */
class TupleMemoryBudgetTest {

  private static final long TUPLES = 46;
  private static final TupleIndexSource NOTHING = new Nothing();

  private long now = Duration.ofDays(1).toNanos();
  private final TupleMemoryBudget room =
      new TupleMemoryBudget(2 * (TUPLES + TupleMemoryBudget.STORE), () -> now);

  @Test
  void admitsStoreWhileBudgetRemains() {
    assertTrue(asked("a"));
    assertTrue(asked("b"));
  }

  @Test
  void keepsResidentStoresAfterSingleRequest() {
    asked("a");
    asked("b");
    minuteLater();

    assertFalse(asked("c"));
    assertTrue(isHeld("a") && isHeld("b"));
  }

  @Test
  void replacesIdleStore() {
    asked("a");
    asked("b");
    minuteLater();
    asked("a");
    asked("c");

    assertTrue(asked("c"));
    assertTrue(isHeld("a"));
    assertFalse(isHeld("b"));
  }

  @Test
  void keepsStoresInActiveUse() {
    asked("a");
    asked("b");
    minuteLater();
    asked("c");
    minuteLater();
    asked("a");
    asked("b");

    assertFalse(asked("c"));
    assertTrue(isHeld("a") && isHeld("b"));
  }

  @Test
  void treatsFrequentlyUsedStoreAsActive() {
    asked("a");
    asked("b");
    now += Duration.ofMillis(10).toNanos();
    asked("a");
    asked("b");
    now += 1_000;
    asked("c");
    now += 1_000;
    asked("a");
    asked("b");

    assertFalse(asked("c"));
  }

  @Test
  void avoidsThrashingForAlternatingStores() {
    int entered = 0;
    for (int round = 0; round < 20; round++) {
      for (var name : new String[] {"a", "b", "c"}) {
        minuteLater();
        boolean held = isHeld(name);
        entered += asked(name) && !held ? 1 : 0;
      }
    }

    assertEquals(2, entered);
  }

  @Test
  void replacesStoresWhenLoadMoves() {
    asked("a");
    asked("b");
    for (int round = 0; round < 4; round++) {
      for (var name : new String[] {"c", "d"}) {
        minuteLater();
        asked(name);
      }
    }

    assertTrue(isHeld("c") && isHeld("d"));
  }

  @Test
  void admitsLargeStoreAfterEnoughRequests() {
    var large = new TupleMemoryBudget(2000, () -> now);
    assertTrue(large.admit(key("a"), 1500, NOTHING).isPresent());
    minuteLater();

    for (int i = 1; i < 9; i++) {
      assertTrue(large.admit(key("b"), 1800, NOTHING).isEmpty());
    }
    assertTrue(large.admit(key("b"), 1800, NOTHING).isPresent());
  }

  @Test
  void evictsStoreThatOutgrowsBudget() {
    asked("a");

    room.resize(key("a"), room.find(key("a")).orElseThrow(), 10 * TUPLES);

    assertFalse(isHeld("a"));
  }

  @Test
  void evictsIdlestStoreWhenOtherGrows() {
    asked("a");
    minuteLater();
    asked("b");

    room.resize(key("b"), room.find(key("b")).orElseThrow(), TUPLES + 1);

    assertFalse(isHeld("a"));
    assertTrue(isHeld("b"));
  }

  @Test
  void releasesBudgetOfForgottenStore() {
    asked("a");
    var gone = room.find(key("a")).orElseThrow();
    room.forget(key("a"));

    room.resize(key("a"), gone, 10 * TUPLES);

    assertTrue(asked("b"));
    assertTrue(asked("c"));
  }

  @Test
  void rejectsStoreLargerThanBudget() {
    assertFalse(room.fits(2 * TUPLES + TupleMemoryBudget.STORE + 1));
    assertTrue(room.fits(2 * TUPLES + TupleMemoryBudget.STORE));
  }

  private boolean asked(String name) {
    return room.find(key(name)).or(() -> room.admit(key(name), TUPLES, NOTHING)).isPresent();
  }

  private boolean isHeld(String name) {
    return room.isHeld(key(name));
  }

  private void minuteLater() {
    now += Duration.ofMinutes(1).toNanos();
  }

  private static RelationStoreKey key(String name) {
    return new RelationStoreKey("ten", name);
  }

  private static final class Nothing implements TupleIndexSource {
    @Override
    public Optional<TupleIndex> load(RelationStoreKey key) {
      return Optional.of(TupleIndex.empty());
    }

    @Override
    public Optional<TupleIndex> follow(RelationStoreKey key, TupleIndex index) {
      return Optional.of(index);
    }
  }
}
