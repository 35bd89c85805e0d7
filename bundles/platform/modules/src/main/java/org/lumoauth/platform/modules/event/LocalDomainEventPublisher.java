/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.event;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.event.OutboxEvents;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Delivers events to the listeners of this node in the publisher's thread. Listeners that require
 * every event receive missed events later.
 */
@Component
public final class LocalDomainEventPublisher implements DomainEventPublisher {

  private final Map<ServiceReference<DomainEventListener>, TrackedEventListener> present =
      new ConcurrentHashMap<>();
  private final MissedEventDeliveryWorker late;
  private final ServiceTracker<DomainEventListener, TrackedEventListener> listeners;

  @Activate
  public LocalDomainEventPublisher(BundleContext context) {
    this(context, System::nanoTime);
  }

  LocalDomainEventPublisher(BundleContext context, LongSupplier nanos) {
    this.late = new MissedEventDeliveryWorker(context, present::values);
    this.listeners = new EventListenerTracker(context, present, late, nanos);
    listeners.open();
  }

  @Deactivate
  void close() {
    late.close();
    listeners.close();
  }

  @Override
  public void publish(DomainEvent event) {
    tell(event);
  }

  @Override
  public OutboxEvents prepare(DomainEvent... events) {
    return PersistentOutboxEvents.of(List.of(events), late, this::tell);
  }

  /** Delivers an event and returns whether no listener misses it. Missed events are stored. */
  private boolean tell(DomainEvent event) {
    Set<String> heardBy = new HashSet<>();
    for (TrackedEventListener listener : present.values()) {
      if (listener.deliver(event)) {
        heardBy.add(listener.name());
      }
    }
    return late.keepForAbsent(event, heardBy);
  }

  private static final class EventListenerTracker
      extends ServiceTracker<DomainEventListener, TrackedEventListener> {
    private final Map<ServiceReference<DomainEventListener>, TrackedEventListener> present;
    private final MissedEventDeliveryWorker late;
    private final LongSupplier nanos;

    EventListenerTracker(
        BundleContext context,
        Map<ServiceReference<DomainEventListener>, TrackedEventListener> present,
        MissedEventDeliveryWorker late,
        LongSupplier nanos) {
      super(context, DomainEventListener.class, null);
      this.present = present;
      this.late = late;
      this.nanos = nanos;
    }

    @Override
    public TrackedEventListener addingService(ServiceReference<DomainEventListener> reference) {
      TrackedEventListener listener = TrackedEventListener.of(context, reference, nanos);
      present.put(reference, listener);
      if (!listener.missesNone().isEmpty()) {
        late.scheduleSoon();
      }
      return listener;
    }

    @Override
    public void modifiedService(
        ServiceReference<DomainEventListener> reference, TrackedEventListener listener) {
      listener.attempts().reset();
    }

    @Override
    public void removedService(
        ServiceReference<DomainEventListener> reference, TrackedEventListener listener) {
      present.remove(reference);
      listener.service().release();
    }
  }
}
