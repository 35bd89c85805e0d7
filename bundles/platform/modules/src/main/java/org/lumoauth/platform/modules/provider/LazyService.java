/* SPDX-License-Identifier: Apache-2.0 */
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
 * A service object that is fetched on first use. When the service appears, its component may be the
 * one being activated, and the framework would reject the cycle.
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

  /** The service is registered but unavailable. */
  static final class LazyServiceException extends Exception {
    private static final long serialVersionUID = 1L;

    LazyServiceException(String message) {
      super(message);
    }

    LazyServiceException(Exception cause) {
      super(cause);
    }
  }

  public LazyService(BundleContext context, Class<T> contract, ServiceReference<T> reference) {
    this.context = context;
    this.contract = contract;
    this.reference = reference;
  }

  ServiceReference<T> reference() {
    return reference;
  }

  /** Returns the service properties, cached because every use reads them. */
  Map<String, Object> properties() {
    Map<String, Object> known = properties.get();
    if (known != null) {
      return known;
    }
    Map<String, Object> read = registered();
    // Keeps properties read after a modification over those of an earlier reader.
    return properties.compareAndSet(null, read) ? read : properties.get();
  }

  /** Clears the cached properties after a modification. */
  void modified() {
    properties.set(registered());
  }

  private Map<String, Object> registered() {
    Map<String, Object> read = new HashMap<>();
    for (String key : reference.getPropertyKeys()) {
      Object value = reference.getProperty(key);
      if (value != null) { // otherwise it was just removed
        read.put(key, value);
      }
    }
    return Map.copyOf(read);
  }

  /** Returns the service object, or null if it is unavailable. */
  public T get() {
    T known = service.get();
    if (known != null) {
      return known;
    }
    try {
      return fetch();
    } catch (LazyServiceException e) {
      LOG.warn("service_unavailable service={}", reference, e);
      return null;
    }
  }

  /** Returns the service object, or null. Does not try while the backoff is not due. */
  public T get(ActivationBackoff attempts) {
    T known = service.get();
    if (known != null) {
      return known;
    }
    if (!attempts.isDue()) {
      return null;
    }
    try {
      T fetched = fetch();
      if (fetched != null) {
        attempts.recordSuccess();
      } else if (reference.getBundle() != null) { // otherwise it was just unregistered
        attempts.recordFailure("its activation failed");
      }
      return fetched;
    } catch (LazyServiceException e) {
      attempts.recordFailure(e.getMessage());
      return null;
    }
  }

  /** Returns whether a bundle uses the service object, so it is active. */
  public boolean isUsed() {
    return reference.getUsingBundles() != null;
  }

  /** Releases the service object. */
  public void release() {
    if (service.getAndSet(null) != null) {
      unget();
    }
  }

  /** Returns null if the component is not activated; the container logs the reason. */
  private T fetch() throws LazyServiceException {
    Object found;
    try {
      found = context.getService(reference);
    } catch (ServiceException | IllegalStateException e) {
      throw new LazyServiceException(e);
    }
    if (found == null) {
      return null;
    }
    if (!contract.isInstance(found)) {
      unget();
      throw new LazyServiceException(
          "its bundle is wired to another copy of " + contract.getName());
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
