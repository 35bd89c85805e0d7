/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import javax.ws.rs.core.Application;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Applications that are registered but not available yet. This happens while a dependency is being
 * registered; the framework does not offer such a service again, so it has to be requested
 * repeatedly.
 */
final class PendingApplications {

  private final BundleContext context;
  private final BiConsumer<ServiceReference<Application>, Application> receiver;
  private final Map<ServiceReference<Application>, PendingApplication> arriving =
      new ConcurrentHashMap<>();

  /**
   * @param receiver receives each application when it becomes available
   */
  PendingApplications(
      BundleContext context, BiConsumer<ServiceReference<Application>, Application> receiver) {
    this.context = context;
    this.receiver = receiver;
  }

  /**
   * An application that is not available yet.
   *
   * @param since when it was registered
   * @param next when to try again; both by {@link System#nanoTime}
   */
  private record PendingApplication(long since, long next) {

    /** The delay grows with the waiting time, because the framework logs each failure in detail. */
    PendingApplication withAttempt(long now) {
      return new PendingApplication(since, now + (now - since) / 4);
    }
  }

  /** Adds a registered application; if it is unavailable, it is tried again later. */
  void add(ServiceReference<Application> reference) {
    long now = System.nanoTime();
    arriving.put(reference, new PendingApplication(now, now));
    receive(reference);
  }

  /** Tries the applications that are due. */
  void retry() {
    arriving.forEach(this::receiveInTime);
  }

  void remove(ServiceReference<Application> reference) {
    arriving.remove(reference);
  }

  private void receiveInTime(ServiceReference<Application> reference, PendingApplication arrival) {
    long now = System.nanoTime();
    if (now - arrival.next() >= 0
        && arriving.replace(reference, arrival, arrival.withAttempt(now))) {
      receive(reference);
    }
  }

  private void receive(ServiceReference<Application> reference) {
    Application application = context.getService(reference);
    // An application that was removed concurrently is not delivered.
    if (application != null && arriving.remove(reference) != null) {
      receiver.accept(reference, application);
    }
  }
}
