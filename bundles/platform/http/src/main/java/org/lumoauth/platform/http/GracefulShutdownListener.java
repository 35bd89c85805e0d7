/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http;

import java.time.Duration;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shuts down gracefully when the framework stops: completes requests in progress, rejects new
 * requests, then closes the sockets. The framework waits for a synchronous listener before it stops
 * its bundles (OSGi Core 4.7.3).
 */
final class GracefulShutdownListener implements SynchronousBundleListener {
  private static final Logger LOG = LoggerFactory.getLogger(GracefulShutdownListener.class);

  /** Well below the minute that {@code ./lumoauth down} waits. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final HttpServerEngine engine;

  GracefulShutdownListener(HttpServerEngine engine) {
    this.engine = engine;
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    if (event.getType() == BundleEvent.STOPPING
        && event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
      long started = System.nanoTime();
      long left = engine.drain(LIMIT);
      if (left > 0) {
        LOG.warn("stop_not_drained requests={} seconds={}", left, LIMIT.toSeconds());
      } else {
        LOG.info("stop_drained ms={}", (System.nanoTime() - started) / 1_000_000);
      }
      engine.stop();
    }
  }
}
