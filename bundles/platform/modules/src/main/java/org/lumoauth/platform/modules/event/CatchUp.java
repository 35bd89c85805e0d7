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
import org.lumoauth.api.event.MissedEvents;
import org.lumoauth.api.event.MissedEvents.Missed;
import org.lumoauth.api.module.BackgroundWork;
import org.lumoauth.api.module.Turn;
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
final class CatchUp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
  private static final Duration PERIOD = Duration.ofSeconds(10);
  private static final int AT_ONCE = 1_000;

  /** What events are about. */
  private record Subject(String tenantId, String id) {}

  private final Supplier<Collection<Listener>> present;
  private final ServiceTracker<MissedEvents, LazyService<MissedEvents>> memory;
  private final AtomicReference<LazyService<MissedEvents>> kept = new AtomicReference<>();
  private final Turn turn = new Turn(this::run, e -> LOG.warn("events.catch-up-failed", e));
  private final BackgroundWork worker = new BackgroundWork("missed-events");

  CatchUp(BundleContext context, Supplier<Collection<Listener>> present) {
    this.present = present;
    this.memory =
        new ServiceTracker<>(context, MissedEvents.class, null) {
          @Override
          public LazyService<MissedEvents> addingService(ServiceReference<MissedEvents> reference) {
            var found = new LazyService<>(context, MissedEvents.class, reference);
            kept.set(found);
            soon();
            return found;
          }

          @Override
          public void removedService(
              ServiceReference<MissedEvents> reference, LazyService<MissedEvents> gone) {
            kept.compareAndSet(gone, null);
            gone.release();
          }
        };
    memory.open();
    worker.every(PERIOD, turn);
  }

  /** Somebody came who may have missed something. */
  void soon() {
    worker.soon(turn);
  }

  /** Keeps an event for whoever has not heard it; whether nobody misses it. */
  boolean keep(DomainEvent event, Set<String> heardBy) {
    MissedEvents missed = missed();
    if (missed == null) {
      LOG.debug("events.nobody-keeps type={}", event.type());
      return false;
    }
    try {
      missed.keep(event, heardBy);
      return true;
    } catch (RuntimeException e) {
      LOG.error(
          "events.not-kept type={} tenant={} id={}", event.type(), event.tenantId(), event.id(), e);
      return false;
    }
  }

  /** How an event is written down with its change, if it is. */
  Optional<Missed> noted(DomainEvent event) {
    MissedEvents missed = missed();
    return missed == null ? Optional.empty() : missed.noted(event);
  }

  /** Writes an event down with its change. */
  void write(Connection connection, Missed note) throws SQLException {
    MissedEvents missed = missed();
    if (missed == null) {
      LOG.debug("events.nobody-keeps type={}", note.event().type());
    } else {
      missed.write(connection, note);
    }
  }

  /** What was written down was told. If that can't be noted, it is told once more. */
  void told(Missed note) {
    MissedEvents missed = missed();
    try {
      if (missed != null) {
        missed.told(note);
      }
    } catch (RuntimeException e) {
      LOG.warn("events.told-again type={} id={}", note.event().type(), note.event().id(), e);
    }
  }

  private void run() {
    MissedEvents missed = missed();
    if (missed == null) {
      return;
    }
    List<Listener> durable =
        present.get().stream().filter(each -> !each.missesNone().isEmpty()).toList();
    durable.forEach(each -> missed.expect(each.name(), each.missesNone()));
    Set<String> waiting = missed.waiting();
    durable.stream()
        .filter(each -> waiting.contains(each.name()))
        .forEach(each -> tell(each, missed));
  }

  /** Asked for each time: it may not be to be had at the instant at which it comes. */
  private MissedEvents missed() {
    LazyService<MissedEvents> service = kept.get();
    return service == null ? null : service.get();
  }

  /**
   * What is about one subject is told in its order, so that nothing is told after what came of it;
   * what one throws at holds up nothing that is about others.
   */
  private static void tell(Listener listener, MissedEvents missed) {
    Set<Subject> stuck = new HashSet<>();
    for (Missed next : missed.of(listener.name(), AT_ONCE)) {
      var subject = new Subject(next.event().tenantId(), next.event().id());
      if (!stuck.contains(subject)) {
        if (listener.hearLate(next.event(), next.at())) {
          missed.heard(next);
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
