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
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.EventReplayStore;
import org.lumoauth.api.event.EventReplayStore.MissedEvent;
import org.lumoauth.api.module.BackgroundTaskRunner;
import org.lumoauth.api.module.ScheduledTask;
import org.lumoauth.platform.modules.provider.LazyService;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners what they missed: as soon as they are there, and every few seconds, since what
 * one threw at may go well later.
 */
final class EventReplay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventReplay.class);
  private static final Duration PERIOD = Duration.ofSeconds(10);
  private static final int AT_ONCE = 1_000;

  /** What events are about. */
  private record EventSubjectKey(String tenantId, String id) {}

  private final Supplier<Collection<TrackedEventListener>> present;
  private final ServiceTracker<EventReplayStore, LazyService<EventReplayStore>> memory;
  private final AtomicReference<LazyService<EventReplayStore>> kept = new AtomicReference<>();
  private final ScheduledTask turn =
      new ScheduledTask(this::run, e -> LOG.warn("events.catch-up-failed", e));
  private final BackgroundTaskRunner worker = new BackgroundTaskRunner("missed-events");

  EventReplay(BundleContext context, Supplier<Collection<TrackedEventListener>> present) {
    this.present = present;
    this.memory =
        new ServiceTracker<>(context, EventReplayStore.class, null) {
          @Override
          public LazyService<EventReplayStore> addingService(
              ServiceReference<EventReplayStore> reference) {
            var found = new LazyService<>(context, EventReplayStore.class, reference);
            kept.set(found);
            scheduleSoon();
            return found;
          }

          @Override
          public void removedService(
              ServiceReference<EventReplayStore> reference, LazyService<EventReplayStore> gone) {
            kept.compareAndSet(gone, null);
            gone.release();
          }
        };
    memory.open();
    worker.scheduleRepeating(PERIOD, turn);
  }

  /** Somebody came who may have missed something. */
  void scheduleSoon() {
    worker.submit(turn);
  }

  /** Keeps an event for whoever has not heard it; whether nobody misses it. */
  boolean keepForAbsent(DomainEvent event, Set<String> heardBy) {
    EventReplayStore missed = missed();
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

  /** How an event is written down with its change, if it is. */
  Optional<MissedEvent> prepareNote(DomainEvent event) {
    EventReplayStore missed = missed();
    return missed == null ? Optional.empty() : missed.prepareNote(event);
  }

  /** Writes an event down with its change. */
  void write(Connection connection, MissedEvent note) throws SQLException {
    EventReplayStore missed = missed();
    if (missed == null) {
      LOG.debug("events.nobody-keeps type={}", note.event().type());
    } else {
      missed.writeNote(connection, note);
    }
  }

  /** What was written down was told. If that can't be noted, it is told once more. */
  void markDelivered(MissedEvent note) {
    EventReplayStore missed = missed();
    try {
      if (missed != null) {
        missed.markPublished(note);
      }
    } catch (RuntimeException e) {
      LOG.warn("events.told-again type={} id={}", note.event().type(), note.event().id(), e);
    }
  }

  private void run() {
    EventReplayStore missed = missed();
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

  /** Asked for each time: it may not be to be had at the instant at which it comes. */
  private EventReplayStore missed() {
    LazyService<EventReplayStore> service = kept.get();
    return service == null ? null : service.get();
  }

  /**
   * What is about one subject is told in its order, so that nothing is told after what came of it;
   * what one throws at holds up nothing that is about others.
   */
  private static void tell(TrackedEventListener listener, EventReplayStore missed) {
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
