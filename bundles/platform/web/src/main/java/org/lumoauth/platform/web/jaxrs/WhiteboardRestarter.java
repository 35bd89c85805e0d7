/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restarts the JAX-RS whiteboard when it has lost state that all applications share. While the
 * server starts, several threads register services, and the whiteboard can permanently miss
 * concurrent registrations. The restart also deactivates {@link JaxRsApplicationRegistry}, so this
 * component lives longer.
 */
@Component(service = WhiteboardRestarter.class)
public final class WhiteboardRestarter {
  private static final Logger LOG = LoggerFactory.getLogger(WhiteboardRestarter.class);
  private static final int MOST_DOUBLINGS = 4;

  private final AtomicInteger restarts = new AtomicInteger();

  /** Increases after each restart, because the machine may only be slow. */
  Duration probeTimeout(Duration atFirst) {
    return atFirst.multipliedBy(1L << Math.min(restarts.get(), MOST_DOUBLINGS));
  }

  /** Restarts the whiteboard's bundle, on a thread that the restart does not stop. */
  void restart(Bundle whiteboard) {
    restarts.incrementAndGet();
    Thread thread =
        new Thread(
            () -> {
              try {
                whiteboard.stop(Bundle.STOP_TRANSIENT);
                whiteboard.start(Bundle.START_TRANSIENT);
              } catch (BundleException | IllegalStateException e) {
                LOG.error("whiteboard_not_restarted bundle={}", whiteboard.getSymbolicName(), e);
              }
            },
            "lumoauth-whiteboard-restart");
    thread.setDaemon(true);
    thread.start();
  }
}
