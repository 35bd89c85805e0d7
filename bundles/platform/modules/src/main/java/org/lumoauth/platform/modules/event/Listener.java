package org.lumoauth.platform.modules.event;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.module.ModuleProperties;
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
 */
record Listener(String name, Set<String> missesNone, LazyService<DomainEventListener> service) {

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

  static Listener of(BundleContext context, ServiceReference<DomainEventListener> reference) {
    Object name = reference.getProperty(ModuleProperties.NAME);
    return new Listener(
        name instanceof String text ? text : "",
        types(reference.getProperty(DomainEventListener.MISSES_NONE)),
        new LazyService<>(context, DomainEventListener.class, reference));
  }

  /** Whether it heard it: whether it is there and threw nothing. */
  boolean hear(DomainEvent event) {
    return hear(event, listener -> listener.on(event));
  }

  /** The same of what happened a while ago. */
  boolean hearLate(DomainEvent event, Instant when) {
    return hear(event, listener -> listener.onLate(event, when));
  }

  private boolean hear(DomainEvent event, Consumer<DomainEventListener> telling) {
    DomainEventListener listener = service.get();
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

  /** One text, or several in one of the forms that a property has. */
  private static Set<String> types(Object property) {
    Stream<?> values =
        property instanceof Collection<?> several
            ? several.stream()
            : property instanceof Object[] array ? Stream.of(array) : Stream.ofNullable(property);
    return values.map(String::valueOf).collect(Collectors.toUnmodifiableSet());
  }
}
