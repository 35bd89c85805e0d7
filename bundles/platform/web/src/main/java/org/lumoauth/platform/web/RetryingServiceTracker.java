/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks the services of one contract by their references. DS never binds a service again if it
 * could not be created at that moment, as can happen while a server starts. This class therefore
 * tries to get such a service again on each use and reports it as unavailable until then.
 *
 * @param <T> the contract
 */
public final class RetryingServiceTracker<T> {
  private static final Logger LOG = LoggerFactory.getLogger(RetryingServiceTracker.class);

  private final BundleContext context;
  private final SortedSet<ServiceReference<T>> references =
      new ConcurrentSkipListSet<>(Comparator.reverseOrder());
  private final ConcurrentMap<ServiceReference<T>, T> services = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();
  private volatile DynamicServiceSnapshot<T> whole = new DynamicServiceSnapshot<>(0, List.of());

  /** The available services after a number of changes. */
  private record DynamicServiceSnapshot<T>(long changes, List<T> services) {}

  /**
   * @param context of the bundle that uses the services
   */
  public RetryingServiceTracker(BundleContext context) {
    this.context = context;
  }

  /** Adds the reference of a registered service. */
  public void add(ServiceReference<T> reference) {
    references.add(reference);
    changes.incrementAndGet();
  }

  /**
   * Removes the reference of an unregistered service; current users keep the service object they
   * have.
   */
  public void remove(ServiceReference<T> reference) {
    references.remove(reference);
    changes.incrementAndGet();
    giveBack(reference);
  }

  /** Returns the available services, highest ranking first. */
  public List<T> get() {
    DynamicServiceSnapshot<T> known = whole;
    return known.changes() == changes.get() ? known.services() : fetch();
  }

  /** Returns the references of services that are registered but currently unavailable. */
  public List<ServiceReference<T>> findUnavailable() {
    get();
    return references.stream().filter(reference -> !services.containsKey(reference)).toList();
  }

  private List<T> fetch() {
    long before = changes.get();
    List<T> found = new ArrayList<>();
    boolean all = true;
    for (ServiceReference<T> reference : references) {
      T service = fetch(reference);
      if (service == null) {
        all = false;
      } else {
        found.add(service);
      }
    }
    List<T> services = List.copyOf(found);
    if (all) {
      whole = new DynamicServiceSnapshot<>(before, services);
    }
    return services;
  }

  /**
   * Returns null if the service is unavailable. Acquires no lock, because the framework has its own
   * while it creates a service.
   */
  private @Nullable T fetch(ServiceReference<T> reference) {
    T known = services.get(reference);
    if (known != null) {
      return known;
    }
    T made = made(reference);
    if (made == null) {
      return null;
    }
    T first = services.putIfAbsent(reference, made);
    if (first != null) {
      unget(reference);
      return first;
    }
    if (!references.contains(reference)) { // removed concurrently
      giveBack(reference);
    }
    return made;
  }

  private @Nullable T made(ServiceReference<T> reference) {
    try {
      return context.getService(reference);
    } catch (RuntimeException e) {
      LOG.warn("service_not_made service={}", reference, e);
      return null;
    }
  }

  private void giveBack(ServiceReference<T> reference) {
    if (services.remove(reference) != null) {
      unget(reference);
    }
  }

  private void unget(ServiceReference<T> reference) {
    try {
      context.ungetService(reference);
    } catch (IllegalStateException e) {
      LOG.debug("service_gone service={}", reference);
    }
  }
}
