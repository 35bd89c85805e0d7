/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.dispatch;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lumoauth.platform.web.HttpHandler;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A handler that is fetched from the service registry after its registration. */
final class DynamicHttpHandlerReference {
  private static final Logger LOG = LoggerFactory.getLogger(DynamicHttpHandlerReference.class);

  private final BundleContext context;
  private final ServiceReference<HttpHandler> reference;
  private final List<HttpHandlerTarget> targets = new CopyOnWriteArrayList<>();
  private volatile HttpHandler endpoint;
  private boolean released;

  DynamicHttpHandlerReference(BundleContext context, ServiceReference<HttpHandler> reference) {
    this.context = context;
    this.reference = reference;
  }

  void add(HttpHandlerTarget target) {
    targets.add(target);
  }

  List<HttpHandlerTarget> targets() {
    return targets;
  }

  boolean ready() {
    return endpoint != null;
  }

  /** Returns the handler; null while it is unavailable. */
  HttpHandler get() {
    return endpoint;
  }

  /**
   * Tries to fetch the handler.
   *
   * @return whether no further attempt is needed
   */
  synchronized boolean fetch() {
    if (released || endpoint != null) {
      return true;
    }
    try {
      endpoint = context.getService(reference);
    } catch (RuntimeException e) {
      LOG.warn("endpoint_not_made service={}", reference, e);
    }
    return endpoint != null;
  }

  /** Releases the service; requests in progress keep their handler. */
  synchronized void release() {
    released = true;
    if (endpoint == null) {
      return;
    }
    try {
      context.ungetService(reference);
    } catch (IllegalStateException e) {
      LOG.debug("endpoint_gone service={}", reference);
    }
  }
}
