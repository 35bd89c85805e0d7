/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.api.module.ModulePropertyNames;
import org.lumoauth.platform.modules.provider.ActivationBackoff;
import org.lumoauth.platform.modules.provider.LazyService;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A registered event listener.
 *
 * @param name the name; may be empty
 * @param missesNone the event types that must not be lost
 * @param attempts limits the activation attempts of a failing listener, which the container logs
 *     for each event
 */
record TrackedEventListener(
    String name,
    Set<String> missesNone,
    LazyService<DomainEventListener> service,
    ActivationBackoff attempts) {

  private static final Logger LOG = LoggerFactory.getLogger(TrackedEventListener.class);

  static TrackedEventListener of(
      BundleContext context, ServiceReference<DomainEventListener> reference, LongSupplier nanos) {
    Object name = reference.getProperty(ModulePropertyNames.NAME);
    return new TrackedEventListener(
        name instanceof String text ? text : "",
        types(reference.getProperty(DomainEventListener.MISSES_NONE)),
        new LazyService<>(context, DomainEventListener.class, reference),
        new ActivationBackoff(
            "contract=DomainEventListener name=%s module=%s".formatted(name, reference.getBundle()),
            nanos));
  }

  /** Delivers an event. Returns whether the listener is available and did not throw. */
  boolean deliver(DomainEvent event) {
    return deliver(event, listener -> listener.onEvent(event));
  }

  /** Delivers a missed event. Returns whether the listener is available and did not throw. */
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
    } catch (RuntimeException
        | LinkageError e) { // for example from a module that is being replaced
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

  /**
   * Returns the listener, or null if it is unavailable. A listener in use by other bundles receives
   * events immediately.
   */
  private DomainEventListener provider() {
    DomainEventListener listener = service.get(attempts);
    if (listener == null && service.isUsed()) {
      attempts.reset();
      listener = service.get(attempts);
    }
    return listener;
  }

  /** Reads a string or multi-valued property. */
  private static Set<String> types(Object property) {
    Stream<?> values =
        property instanceof Collection<?> several
            ? several.stream()
            : property instanceof Object[] array ? Stream.of(array) : Stream.ofNullable(property);
    return values.map(String::valueOf).collect(Collectors.toUnmodifiableSet());
  }
}
