/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.tuple;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.authz.rebac.RelationStoreChangePublisher;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Lets clients wait for the next change of a store. Each waiting client uses a thread, so their
 * number is limited; beyond the limit, the client gets a response immediately.
 */
@Component(
    service = {TupleChangeWatcher.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=authz-rebac-watch"})
public final class TupleChangeWatcher implements DomainEventListener {

  /** The polling interval. Events of other nodes may be late or lost. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final int PLACES = 64;
  private static final int PLACES_OF_A_TENANT = 8;

  private final Duration look;
  private final int places;
  private final int placesOfATenant;
  private final Set<TupleChangeWaiter> waiters = new HashSet<>();
  private boolean stopped;

  /** A waiting client, compared by identity. */
  private static final class TupleChangeWaiter {
    private final RelationStoreKey key;
    private final Semaphore changes = new Semaphore(0);

    TupleChangeWaiter(RelationStoreKey key) {
      this.key = key;
    }
  }

  @Activate
  public TupleChangeWatcher() {
    this(LOOK, PLACES, PLACES_OF_A_TENANT);
  }

  TupleChangeWatcher(Duration look, int places, int placesOfATenant) {
    this.look = look;
    this.places = places;
    this.placesOfATenant = placesOfATenant;
  }

  /** Wakes all clients, so that they do not delay the stop of the module. */
  @Deactivate
  synchronized void stop() {
    stopped = true;
    waiters.forEach(waiter -> waiter.changes.release());
  }

  @Override
  public synchronized void onEvent(DomainEvent event) {
    if (event.type().equals(RelationStoreChangePublisher.TYPE)) {
      var key = new RelationStoreKey(event.tenantId(), event.id());
      waiters.stream()
          .filter(waiter -> waiter.key.equals(key))
          .forEach(waiter -> waiter.changes.release());
    }
  }

  /**
   * Reads repeatedly, after each change of the store, until the condition is met or the time has
   * elapsed.
   *
   * @param most the maximum waiting time
   * @param look reads the current value
   * @param found the condition
   * @return the value that was read last
   */
  public <T> T awaitChange(
      RelationStoreKey key, Duration most, Supplier<T> look, Predicate<T> found) {
    long end = System.nanoTime() + most.toNanos();
    var seen = look.get();
    if (found.test(seen) || most.isZero()) {
      return seen;
    }
    var waiter = new TupleChangeWaiter(key);
    if (!enter(waiter)) {
      return seen;
    }
    try {
      do {
        seen = look.get(); // Read after registration, so that no change is missed in between.
      } while (!found.test(seen) && changed(waiter, end));
      return seen;
    } finally {
      leave(waiter);
    }
  }

  /** Waits for a change; false if the time has elapsed. */
  private boolean changed(TupleChangeWaiter waiter, long end) {
    long left = end - System.nanoTime();
    if (left <= 0 || isStopped()) {
      return false;
    }
    try {
      if (waiter.changes.tryAcquire(Math.min(left, look.toNanos()), TimeUnit.NANOSECONDS)) {
        waiter.changes.drainPermits();
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized boolean enter(TupleChangeWaiter waiter) {
    long mine =
        waiters.stream()
            .filter(other -> other.key.tenantId().equals(waiter.key.tenantId()))
            .count();
    return !stopped && waiters.size() < places && mine < placesOfATenant && waiters.add(waiter);
  }

  private synchronized void leave(TupleChangeWaiter waiter) {
    waiters.remove(waiter);
  }

  private synchronized boolean isStopped() {
    return stopped;
  }
}
