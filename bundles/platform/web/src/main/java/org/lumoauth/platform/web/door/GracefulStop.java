package org.lumoauth.platform.web.door;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.lumoauth.platform.web.meter.RequestMeters;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the server for those outside: what is under way is answered, what comes now is told to come
 * again, and then nobody listens any more. Only after that the framework stops its bundles, which
 * waits for a synchronous listener (OSGi Core 4.7.3).
 */
@Component(
    immediate = true,
    service = {})
public final class GracefulStop implements SynchronousBundleListener {
  private static final Logger LOG = LoggerFactory.getLogger(GracefulStop.class);

  /** Well within the minute that {@code ./lumoauth down} waits. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final Duration PAUSE = Duration.ofMillis(10);

  /** Whoever registers this one owns the listening socket. */
  private static final String HTTP = "org.osgi.service.http.HttpService";

  private final BundleContext context;
  private final Closing closing;
  private final RequestMeters meters;
  private final Duration limit;

  @Activate
  public GracefulStop(
      BundleContext context, @Reference Closing closing, @Reference RequestMeters meters) {
    this(context, closing, meters, LIMIT);
    context.addBundleListener(this);
  }

  /** With a limit of one's own, told by nobody. */
  GracefulStop(BundleContext context, Closing closing, RequestMeters meters, Duration limit) {
    this.context = context;
    this.closing = closing;
    this.meters = meters;
    this.limit = limit;
  }

  @Deactivate
  void deactivate() {
    context.removeBundleListener(this);
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    if (event.getType() == BundleEvent.STOPPING
        && event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
      closing.begin();
      drain();
      stopListening();
    }
  }

  private void drain() {
    long started = System.nanoTime();
    while (meters.inFlight().sum() > 0) {
      if (System.nanoTime() - started > limit.toNanos()) {
        LOG.warn(
            "stop_not_drained requests={} seconds={}", meters.inFlight().sum(), limit.toSeconds());
        return;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    LOG.info("stop_drained ms={}", (System.nanoTime() - started) / 1_000_000);
  }

  private void stopListening() {
    ServiceReference<?> http = context.getServiceReference(HTTP);
    if (http != null) {
      try {
        http.getBundle().stop(Bundle.STOP_TRANSIENT);
      } catch (BundleException | IllegalStateException e) {
        LOG.warn("stop_listening_failed: {}", e.toString());
      }
    }
  }
}
