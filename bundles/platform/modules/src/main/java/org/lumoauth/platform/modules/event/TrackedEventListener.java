package org.lumoauth.platform.modules.event;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.module.ModuleProperties;
import org.lumoauth.platform.modules.provider.ActivationBackoff;
import org.lumoauth.platform.modules.provider.LazyService;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener that is there.
 *
 * @param name its name; empty if it has none
 * @param missesNone types of event that it must not miss
 * @param attempts when to try to have it, if its activation fails: else each event would be a try,
 *     and each try what the container writes of it
 */
record TrackedEventListener(
    String name,
    Set<String> missesNone,
    LazyService<DomainEventListener> service,
    ActivationBackoff attempts) {

  private static final Logger LOG = LoggerFactory.getLogger(TrackedEventListener.class);

  static TrackedEventListener of(
      BundleContext context, ServiceReference<DomainEventListener> reference, LongSupplier nanos) {
    Object name = reference.getProperty(ModuleProperties.NAME);
    return new TrackedEventListener(
        name instanceof String text ? text : "",
        types(reference.getProperty(DomainEventListener.MISSES_NONE)),
        new LazyService<>(context, DomainEventListener.class, reference),
        new ActivationBackoff(
            "contract=DomainEventListener name=%s module=%s".formatted(name, reference.getBundle()),
            nanos));
  }

  /** Whether it heard it: whether it is there and threw nothing. */
  boolean deliver(DomainEvent event) {
    return deliver(event, listener -> listener.onEvent(event));
  }

  /** The same of what happened a while ago. */
  boolean deliverMissed(DomainEvent event, Instant when) {
    return deliver(event, listener -> listener.onMissedEvent(event, when));
  }

  private boolean deliver(DomainEvent event, Consumer<DomainEventListener> telling) {
    DomainEventListener listener = provider();
    if (listener == null) {
      return false;
    }
    try {
      telling.accept(listener);
      return true;
    } catch (RuntimeException | LinkageError e) { // as of a module that is being swapped
      LOG.error(
          "event_listener_failed type={} tenant={} id={} listener={}",
          event.type(),
          event.tenantId(),
          event.id(),
          listener.getClass().getName(),
          e);
      return false;
    }
  }

  /** Null if it cannot be had now. Who has begun to work for others hears of everything at once. */
  private DomainEventListener provider() {
    DomainEventListener listener = service.get(attempts);
    if (listener == null && service.isUsed()) {
      attempts.reset();
      listener = service.get(attempts);
    }
    return listener;
  }

  /** One text, or several in one of the forms that a property has. */
  private static Set<String> types(Object property) {
    Stream<?> values =
        property instanceof Collection<?> several
            ? several.stream()
            : property instanceof Object[] array ? Stream.of(array) : Stream.ofNullable(property);
    return values.map(String::valueOf).collect(Collectors.toUnmodifiableSet());
  }
}
