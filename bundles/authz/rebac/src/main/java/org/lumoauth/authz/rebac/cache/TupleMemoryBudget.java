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
 * The memory that stores share, counted in tuples. While it is full a store comes in only where the
 * questions about it have cost as much as reading it would, and only in the place of stores that
 * nobody asked about in all that time: stores that are asked about in turn, and don't fit together,
 * don't drive each other out.
 */
final class TupleMemoryBudget {

  /** What a store weighs without tuples, its locks and its places in maps, as so many tuples. */
  static final int STORE = 4;

  private static final long LOOK_EVERY = Duration.ofMillis(5).toNanos();

  private final long budget;
  private final LongSupplier clock;
  private final Map<RelationStoreKey, TupleCacheSlot> places = new ConcurrentHashMap<>();
  private final AdmissionPolicy wishes = new AdmissionPolicy();
  private long taken;
  private long lookedAt;

  /**
   * @param budget for how many tuples there is room
   * @param clock nanoseconds since some moment
   */
  TupleMemoryBudget(long budget, LongSupplier clock) {
    this.budget = budget;
    this.clock = clock;
    this.lookedAt = clock.getAsLong() - LOOK_EVERY;
  }

  /** Whether a store of so many tuples has room here at all. */
  boolean fits(long tuples) {
    return tuples + STORE <= budget;
  }

  /** The place of a store, if it has one; this is a question about it. */
  Optional<TupleCacheSlot> find(RelationStoreKey key) {
    var place = places.get(key);
    if (place != null) {
      place.recordAccess(clock.getAsLong());
    }
    return Optional.ofNullable(place);
  }

  /**
   * A place for a store that is asked about and has none.
   *
   * @param tuples how many it has; it {@link #fits}
   * @return empty if it is to be answered from the database
   */
  synchronized Optional<TupleCacheSlot> admit(
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
    var place = new TupleCacheSlot(new CachedTupleIndex(key, source), tuples, now);
    places.put(key, place);
    taken += tuples + STORE;
    return Optional.of(place);
  }

  /** Counts a store anew that was written; what has no room any more goes, the idlest first. */
  void resize(RelationStoreKey key, TupleCacheSlot place, long tuples) {
    if (place.tuples() == tuples) {
      return;
    }
    synchronized (this) {
      if (places.get(key) != place) {
        return; // it is gone, and counts no more
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

  /** Whether a store has a place; this is no question about it. */
  boolean isHeld(RelationStoreKey key) {
    return places.containsKey(key);
  }

  /** The tuples that are in memory, of each store. */
  List<TupleIndex> indexes() {
    return places.values().stream()
        .map(place -> place.index().current())
        .filter(Objects::nonNull)
        .toList();
  }

  /** Lets stores go that were asked about last before a moment, if that is enough. */
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

  /** By when they were asked about last; the times are read once, since they change meanwhile. */
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
