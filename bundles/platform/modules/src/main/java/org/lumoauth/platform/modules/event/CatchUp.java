package org.lumoauth.platform.modules.event;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.MissedEvents;
import org.lumoauth.api.event.MissedEvents.Missed;
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
  private static final long PERIOD_SECONDS = 10;
  private static final int AT_ONCE = 100;

  private final Supplier<Collection<Listener>> present;
  private final ServiceTracker<MissedEvents, MissedEvents> memory;
  private final AtomicReference<MissedEvents> kept = new AtomicReference<>();
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "missed-events");
            thread.setDaemon(true);
            return thread;
          });

  CatchUp(BundleContext context, Supplier<Collection<Listener>> present) {
    this.present = present;
    this.memory =
        new ServiceTracker<>(context, MissedEvents.class, null) {
          @Override
          public MissedEvents addingService(ServiceReference<MissedEvents> reference) {
            MissedEvents found = super.addingService(reference);
            kept.set(found);
            soon();
            return found;
          }

          @Override
          public void removedService(ServiceReference<MissedEvents> reference, MissedEvents gone) {
            kept.compareAndSet(gone, null);
            super.removedService(reference, gone);
          }
        };
    memory.open();
    worker.scheduleWithFixedDelay(this::run, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  /** Somebody came who may have missed something. */
  void soon() {
    try {
      worker.execute(this::run);
    } catch (RejectedExecutionException e) {
      LOG.debug("events.catch-up-closed"); // this bundle stops; the next one looks again
    }
  }

  /** Keeps an event for whoever has not heard it. */
  void keep(DomainEvent event, Set<String> heardBy) {
    MissedEvents missed = kept.get();
    if (missed == null) {
      return;
    }
    try {
      missed.keep(event, heardBy);
    } catch (RuntimeException e) {
      LOG.error(
          "events.not-kept type={} tenant={} id={}", event.type(), event.tenantId(), event.id(), e);
    }
  }

  private void run() {
    MissedEvents missed = kept.get();
    if (missed == null) {
      return;
    }
    try {
      List<Listener> durable =
          present.get().stream().filter(each -> !each.missesNone().isEmpty()).toList();
      durable.forEach(each -> missed.expect(each.name(), each.missesNone()));
      Set<String> waiting = missed.waiting();
      durable.stream()
          .filter(each -> waiting.contains(each.name()))
          .forEach(each -> tell(each, missed));
    } catch (RuntimeException e) { // the next turn tries again
      LOG.warn("events.catch-up-failed", e);
    }
  }

  /** In their order, so that nothing is told after what came of it. */
  private static void tell(Listener listener, MissedEvents missed) {
    List<Missed> next;
    do {
      next = missed.of(listener.name(), AT_ONCE);
      for (Missed one : next) {
        if (!listener.hear(one.event())) {
          return;
        }
        missed.heard(one);
      }
    } while (next.size() == AT_ONCE);
  }

  @Override
  public void close() {
    worker.shutdown();
    memory.close();
  }
}
