/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.cache;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.lumoauth.authz.rebac.index.TupleIndex;
import org.lumoauth.authz.rebac.store.RelationStoreKey;

/**
 * Manages the memory that stores share, counted in tuples. If it is full, a store is admitted only
 * when its queries have cost as much as loading it, and it replaces only stores without queries in
 * that time. Stores that are queried alternately and do not fit together therefore do not evict
 * each other.
 */
final class TupleMemoryBudget {

  /** The overhead of a store without tuples, counted in tuples. */
  static final int STORE = 4;

  private static final long LOOK_EVERY = Duration.ofMillis(5).toNanos();

  private final long budget;
  private final LongSupplier clock;
  private final Map<RelationStoreKey, TupleMemoryShare> places = new ConcurrentHashMap<>();
  private final TupleCacheAdmissionPolicy wishes = new TupleCacheAdmissionPolicy();
  private long taken;
  private long lookedAt;

  /**
   * Creates a budget.
   *
   * @param budget the maximum number of tuples
   * @param clock a monotonic clock in nanoseconds
   */
  TupleMemoryBudget(long budget, LongSupplier clock) {
    this.budget = budget;
    this.clock = clock;
    this.lookedAt = clock.getAsLong() - LOOK_EVERY;
  }

  /** Returns whether a store with this number of tuples can fit at all. */
  boolean fits(long tuples) {
    return tuples + STORE <= budget;
  }

  /** Returns the slot of a store, if it has one, and records a query. */
  Optional<TupleMemoryShare> find(RelationStoreKey key) {
    var place = places.get(key);
    if (place != null) {
      place.recordAccess(clock.getAsLong());
    }
    return Optional.ofNullable(place);
  }

  /**
   * Admits a store that was queried and has no slot.
   *
   * @param tuples the number of its tuples, which {@link #fits}
   * @return empty if the query must be evaluated in the database
   */
  synchronized Optional<TupleMemoryShare> admit(
      RelationStoreKey key, long tuples, TupleIndexSource source) {
    var there = places.get(key);
    if (there != null) {
      return Optional.of(there);
    }
    long now = clock.getAsLong();
    long missing = taken + tuples + STORE - budget;
    if (missing > 0 && !cleared(missing, wishes.recordRequest(key, tuples, now), now)) {
      return Optional.empty();
    }
    var place = new TupleMemoryShare(new TupleIndexCacheEntry(key, source), tuples, now);
    places.put(key, place);
    taken += tuples + STORE;
    return Optional.of(place);
  }

  /** Updates the size of a changed store and evicts the least recently used stores if necessary. */
  void resize(RelationStoreKey key, TupleMemoryShare place, long tuples) {
    if (place.tuples() == tuples) {
      return;
    }
    synchronized (this) {
      if (places.get(key) != place) {
        return; // The store was already removed.
      }
      taken += tuples - place.tuples();
      place.count(tuples);
      if (taken > budget) {
        idlest().forEach(this::leaveWhileFull);
      }
    }
  }

  /** Frees the memory of a store. */
  synchronized void forget(RelationStoreKey key) {
    leave(key);
    wishes.forget(key);
  }

  /** Returns whether a store has a slot, without recording a query. */
  boolean isHeld(RelationStoreKey key) {
    return places.containsKey(key);
  }

  /** Returns the tuples of all stores in memory. */
  List<TupleIndex> indexes() {
    return places.values().stream()
        .map(place -> place.index().current())
        .filter(Objects::nonNull)
        .toList();
  }

  /** Evicts stores that were last queried before the given time, if that frees enough memory. */
  private boolean cleared(long missing, Optional<Long> since, long now) {
    if (since.isEmpty() || now - lookedAt < LOOK_EVERY) {
      return false;
    }
    lookedAt = now;
    var idle = idlest().stream().filter(key -> places.get(key).isIdleSince(since.get())).toList();
    long freed = 0;
    int leaving = 0;
    while (leaving < idle.size() && freed < missing) {
      freed += places.get(idle.get(leaving++)).tuples() + STORE;
    }
    if (freed < missing) {
      return false;
    }
    idle.subList(0, leaving).forEach(this::leave);
    return true;
  }

  /**
   * Returns the stores, least recently used first. Times are read once, because they change
   * concurrently.
   */
  private List<RelationStoreKey> idlest() {
    record Idle(RelationStoreKey key, long askedAt) {}
    return places.entrySet().stream()
        .map(each -> new Idle(each.getKey(), each.getValue().lastAccess()))
        .sorted(Comparator.comparingLong(Idle::askedAt))
        .map(Idle::key)
        .toList();
  }

  private void leaveWhileFull(RelationStoreKey key) {
    if (taken > budget) {
      leave(key);
    }
  }

  private void leave(RelationStoreKey key) {
    var gone = places.remove(key);
    if (gone != null) {
      taken -= gone.tuples() + STORE;
    }
  }
}
