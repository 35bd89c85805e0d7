package org.lumoauth.platform.modules.event;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.lumoauth.api.event.Announcement;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.event.DomainEvents;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.ServiceTracker;

/** Tells the listeners of this node, in the publisher's thread; and later those that miss none. */
@Component
public final class LocalDomainEvents implements DomainEvents {

  private final Map<ServiceReference<DomainEventListener>, Listener> present =
      new ConcurrentHashMap<>();
  private final CatchUp late;
  private final ServiceTracker<DomainEventListener, Listener> listeners;

  @Activate
  public LocalDomainEvents(BundleContext context) {
    this(context, System::nanoTime);
  }

  LocalDomainEvents(BundleContext context, LongSupplier nanos) {
    this.late = new CatchUp(context, present::values);
    this.listeners = new Listeners(context, present, late, nanos);
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
  public Announcement announce(DomainEvent... events) {
    return Announced.of(List.of(events), late, this::tell);
  }

  /** Whether nobody misses it: who did not hear it finds it kept. */
  private boolean tell(DomainEvent event) {
    Set<String> heardBy = new HashSet<>();
    for (Listener listener : present.values()) {
      if (listener.hear(event)) {
        heardBy.add(listener.name());
      }
    }
    return late.keep(event, heardBy);
  }

  private static final class Listeners extends ServiceTracker<DomainEventListener, Listener> {
    private final Map<ServiceReference<DomainEventListener>, Listener> present;
    private final CatchUp late;
    private final LongSupplier nanos;

    Listeners(
        BundleContext context,
        Map<ServiceReference<DomainEventListener>, Listener> present,
        CatchUp late,
        LongSupplier nanos) {
      super(context, DomainEventListener.class, null);
      this.present = present;
      this.late = late;
      this.nanos = nanos;
    }

    @Override
    public Listener addingService(ServiceReference<DomainEventListener> reference) {
      Listener listener = Listener.of(context, reference, nanos);
      present.put(reference, listener);
      if (!listener.missesNone().isEmpty()) {
        late.soon();
      }
      return listener;
    }

    @Override
    public void modifiedService(
        ServiceReference<DomainEventListener> reference, Listener listener) {
      listener.attempts().renew();
    }

    @Override
    public void removedService(ServiceReference<DomainEventListener> reference, Listener listener) {
      present.remove(reference);
      listener.service().release();
    }
  }
}
