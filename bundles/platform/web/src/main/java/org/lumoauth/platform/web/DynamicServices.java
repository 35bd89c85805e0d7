package org.lumoauth.platform.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The services of one contract, bound by their references. A component that binds a service itself
 * never hears of it again if it can't be made at that instant, as may be while a server starts; one
 * that can't be had from here is asked for again the next time, and told of meanwhile.
 *
 * @param <T> the contract
 */
public final class DynamicServices<T> {
  private static final Logger LOG = LoggerFactory.getLogger(DynamicServices.class);

  private final BundleContext context;
  private final SortedSet<ServiceReference<T>> references =
      new ConcurrentSkipListSet<>(Comparator.reverseOrder());
  private final ConcurrentMap<ServiceReference<T>, T> services = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();
  private volatile DynamicServiceSnapshot<T> whole = new DynamicServiceSnapshot<>(0, List.of());

  /** Every service that there was after so many changes. */
  private record DynamicServiceSnapshot<T>(long changes, List<T> services) {}

  /**
   * @param context of the bundle that uses the services
   */
  public DynamicServices(BundleContext context) {
    this.context = context;
  }

  /** A service has come. */
  public void add(ServiceReference<T> reference) {
    references.add(reference);
    changes.incrementAndGet();
  }

  /** A service has gone; who uses it now keeps it. */
  public void remove(ServiceReference<T> reference) {
    references.remove(reference);
    changes.incrementAndGet();
    giveBack(reference);
  }

  /** Those that can be had now, the highest ranking first. */
  public List<T> get() {
    DynamicServiceSnapshot<T> known = whole;
    return known.changes() == changes.get() ? known.services() : fetch();
  }

  /** Those that are there and can't be had now. */
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

  /** Null if it can't be had. Holds no lock: the framework has its own while a service is made. */
  private T fetch(ServiceReference<T> reference) {
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
    if (!references.contains(reference)) { // it went meanwhile
      giveBack(reference);
    }
    return made;
  }

  private T made(ServiceReference<T> reference) {
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
