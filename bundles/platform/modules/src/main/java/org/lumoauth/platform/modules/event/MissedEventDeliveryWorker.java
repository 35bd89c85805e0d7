/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.MissedEventStore;
import org.lumoauth.api.event.MissedEventStore.MissedEvent;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.platform.modules.provider.LazyService;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Redelivers missed events to listeners: when a listener appears, and every few seconds for
 * listeners that failed.
 */
final class MissedEventDeliveryWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MissedEventDeliveryWorker.class);
  private static final Duration PERIOD = Duration.ofSeconds(10);
  private static final int AT_ONCE = 1_000;

  /** The subject of an event. */
  private record EventSubjectKey(String tenantId, String id) {}

  private final Supplier<Collection<TrackedEventListener>> present;
  private final ServiceTracker<MissedEventStore, LazyService<MissedEventStore>> memory;
  private final AtomicReference<LazyService<MissedEventStore>> kept = new AtomicReference<>();
  private final ResilientScheduledTask turn =
      new ResilientScheduledTask(this::run, e -> LOG.warn("events.catch-up-failed", e));
  private final BackgroundTaskRunner worker = new BackgroundTaskRunner("missed-events");

  MissedEventDeliveryWorker(
      BundleContext context, Supplier<Collection<TrackedEventListener>> present) {
    this.present = present;
    this.memory =
        new ServiceTracker<>(context, MissedEventStore.class, null) {
          @Override
          public LazyService<MissedEventStore> addingService(
              ServiceReference<MissedEventStore> reference) {
            var found = new LazyService<>(context, MissedEventStore.class, reference);
            kept.set(found);
            scheduleSoon();
            return found;
          }

          @Override
          public void removedService(
              ServiceReference<MissedEventStore> reference, LazyService<MissedEventStore> gone) {
            kept.compareAndSet(gone, null);
            gone.release();
          }
        };
    memory.open();
    worker.scheduleRepeating(PERIOD, turn);
  }

  /** Schedules a delivery for a listener that has just appeared. */
  void scheduleSoon() {
    worker.submit(turn);
  }

  /**
   * Stores an event for listeners that did not receive it. Returns whether no listener misses it.
   */
  boolean keepForAbsent(DomainEvent event, Set<String> heardBy) {
    MissedEventStore missed = missed();
    if (missed == null) {
      LOG.debug("events.nobody-keeps type={}", event.type());
      return false;
    }
    try {
      missed.storeMissed(event, heardBy);
      return true;
    } catch (RuntimeException e) {
      LOG.error(
          "events.not-kept type={} tenant={} id={}", event.type(), event.tenantId(), event.id(), e);
      return false;
    }
  }

  /** Returns the record to store with the event's change, if one is required. */
  Optional<MissedEvent> prepareNote(DomainEvent event) {
    MissedEventStore missed = missed();
    return missed == null ? Optional.empty() : missed.prepareNote(event);
  }

  /** Stores an event in the transaction of its change. */
  void write(Connection connection, MissedEvent note) throws SQLException {
    MissedEventStore missed = missed();
    if (missed == null) {
      LOG.debug("events.nobody-keeps type={}", note.event().type());
    } else {
      missed.writeNote(connection, note);
    }
  }

  /** Marks a stored event as delivered. If that fails, the event is delivered once more. */
  void markDelivered(MissedEvent note) {
    MissedEventStore missed = missed();
    try {
      if (missed != null) {
        missed.markPublished(note);
      }
    } catch (RuntimeException e) {
      LOG.warn("events.told-again type={} id={}", note.event().type(), note.event().id(), e);
    }
  }

  private void run() {
    MissedEventStore missed = missed();
    if (missed == null) {
      return;
    }
    List<TrackedEventListener> durable =
        present.get().stream().filter(each -> !each.missesNone().isEmpty()).toList();
    durable.forEach(each -> missed.registerListener(each.name(), each.missesNone()));
    Set<String> waiting = missed.findWaitingListeners();
    durable.stream()
        .filter(each -> waiting.contains(each.name()))
        .forEach(each -> tell(each, missed));
  }

  /** Gets the store on each use, because it may be temporarily unavailable. */
  private @Nullable MissedEventStore missed() {
    LazyService<MissedEventStore> service = kept.get();
    return service == null ? null : service.get();
  }

  /**
   * Delivers events about one subject in order. A failure does not block events about other
   * subjects.
   */
  private static void tell(TrackedEventListener listener, MissedEventStore missed) {
    Set<EventSubjectKey> stuck = new HashSet<>();
    for (MissedEvent next : missed.findMissed(listener.name(), AT_ONCE)) {
      var subject = new EventSubjectKey(next.event().tenantId(), next.event().id());
      if (!stuck.contains(subject)) {
        if (listener.deliverMissed(next.event(), next.at())) {
          missed.markDelivered(next);
        } else {
          stuck.add(subject);
        }
      }
    }
  }

  @Override
  public void close() {
    worker.close();
    memory.close();
  }
}
