package org.lumoauth.platform.modules.event;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.event.DomainEvents;
import org.lumoauth.platform.modules.provider.LazyService;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners of this node, in the publisher's thread. */
@Component
public final class LocalDomainEvents implements DomainEvents {
  private static final Logger LOG = LoggerFactory.getLogger(LocalDomainEvents.class);

  private final ServiceTracker<DomainEventListener, LazyService<DomainEventListener>> listeners;

  @Activate
  public LocalDomainEvents(BundleContext context) {
    listeners =
        new ServiceTracker<>(context, DomainEventListener.class, null) {
          @Override
          public LazyService<DomainEventListener> addingService(
              ServiceReference<DomainEventListener> reference) {
            return new LazyService<>(context, DomainEventListener.class, reference);
          }

          @Override
          public void removedService(
              ServiceReference<DomainEventListener> reference,
              LazyService<DomainEventListener> listener) {
            listener.release();
          }
        };
    listeners.open();
  }

  @Deactivate
  void close() {
    listeners.close();
  }

  @Override
  public void publish(DomainEvent event) {
    listeners.getTracked().values().forEach(service -> tell(service, event));
  }

  private static void tell(LazyService<DomainEventListener> service, DomainEvent event) {
    DomainEventListener listener = service.get();
    if (listener == null) {
      return;
    }
    try {
      listener.on(event);
    } catch (RuntimeException e) {
      LOG.error(
          "event_listener_failed type={} tenant={} id={} listener={}",
          event.type(),
          event.tenantId(),
          event.id(),
          listener.getClass().getName(),
          e);
    }
  }
}
