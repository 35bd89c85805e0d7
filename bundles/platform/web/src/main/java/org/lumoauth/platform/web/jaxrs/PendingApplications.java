package org.lumoauth.platform.web.jaxrs;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import javax.ws.rs.core.Application;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Applications that have come and can't be had yet. That happens where something that one needs is
 * just being registered; whoever is not given a service then is not given it again unasked.
 */
final class PendingApplications {

  private final BundleContext context;
  private final BiConsumer<ServiceReference<Application>, Application> receiver;
  private final Map<ServiceReference<Application>, PendingApplication> arriving =
      new ConcurrentHashMap<>();

  /**
   * @param receiver takes each as soon as it can be had
   */
  PendingApplications(
      BundleContext context, BiConsumer<ServiceReference<Application>, Application> receiver) {
    this.context = context;
    this.receiver = receiver;
  }

  /**
   * One that can't be had yet.
   *
   * @param since when it came
   * @param next when it is tried again, both by {@link System#nanoTime}
   */
  private record PendingApplication(long since, long next) {

    /** The longer it waits, the seldomer: the framework reports each failure at length. */
    PendingApplication withAttempt(long now) {
      return new PendingApplication(since, now + (now - since) / 4);
    }
  }

  /** Takes one that has come; if it can't be had now it is tried again. */
  void add(ServiceReference<Application> reference) {
    long now = System.nanoTime();
    arriving.put(reference, new PendingApplication(now, now));
    receive(reference);
  }

  /** Tries again those whose time it is. */
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
    // Whoever left meanwhile is not received any more.
    if (application != null && arriving.remove(reference) != null) {
      receiver.accept(reference, application);
    }
  }
}
