package org.lumoauth.platform.modules.provider;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceException;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service object that is fetched on first use, not when the service appears: at that time its
 * component may be the very one that is being activated, and the framework would refuse the cycle.
 *
 * @param <T> the contract
 */
public final class LazyService<T> {
  private static final Logger LOG = LoggerFactory.getLogger(LazyService.class);

  private final BundleContext context;
  private final Class<T> contract;
  private final ServiceReference<T> reference;
  private final AtomicReference<T> service = new AtomicReference<>();
  private final AtomicReference<Map<String, Object>> properties = new AtomicReference<>();

  public LazyService(BundleContext context, Class<T> contract, ServiceReference<T> reference) {
    this.context = context;
    this.contract = contract;
    this.reference = reference;
  }

  ServiceReference<T> reference() {
    return reference;
  }

  /** What it is registered with. Kept, since it is read with every use. */
  Map<String, Object> properties() {
    Map<String, Object> known = properties.get();
    return known != null ? known : readProperties();
  }

  /** It is registered with other properties now. */
  void modified() {
    readProperties();
  }

  private Map<String, Object> readProperties() {
    Map<String, Object> read = new HashMap<>();
    for (String key : reference.getPropertyKeys()) {
      read.put(key, reference.getProperty(key));
    }
    properties.set(Map.copyOf(read));
    return properties.get();
  }

  /** The service object; null if it cannot be had now. */
  public T get() {
    T known = service.get();
    return known != null ? known : fetch();
  }

  /** Gives the service object back to the framework. */
  public void release() {
    if (service.getAndSet(null) != null) {
      unget();
    }
  }

  private T fetch() {
    Object found;
    try {
      found = context.getService(reference);
    } catch (ServiceException | IllegalStateException e) {
      LOG.warn("service_unavailable service={}", reference, e);
      return null;
    }
    if (found == null) {
      return null;
    }
    if (!contract.isInstance(found)) {
      // Its bundle is wired to another copy of the contract.
      LOG.warn("service_incompatible service={} contract={}", reference, contract.getName());
      unget();
      return null;
    }
    T fetched = contract.cast(found);
    if (!service.compareAndSet(null, fetched)) {
      unget(); // another thread was first, and the framework counts each fetch
    }
    return fetched;
  }

  private void unget() {
    try {
      context.ungetService(reference);
    } catch (IllegalStateException e) {
      LOG.debug("service_gone service={}", reference);
    }
  }
}
