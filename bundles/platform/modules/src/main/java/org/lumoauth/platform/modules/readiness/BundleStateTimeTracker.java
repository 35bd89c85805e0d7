/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.readiness;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Tracks the time of each bundle's last state change. The framework does not store it, and it must
 * survive a configuration change.
 */
@Component(service = BundleStateTimeTracker.class, immediate = true)
public final class BundleStateTimeTracker implements BundleListener {
  private final BundleContext context;
  private final Instant begun = Instant.now();
  private final Map<Long, Instant> changes = new ConcurrentHashMap<>();

  @Activate
  public BundleStateTimeTracker(BundleContext context) {
    this.context = context;
    context.addBundleListener(this);
  }

  @Deactivate
  void close() {
    context.removeBundleListener(this);
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    switch (event.getType()) {
      case BundleEvent.STARTED, BundleEvent.STOPPED -> mark(event.getBundle());
      case BundleEvent.UNINSTALLED -> changes.remove(event.getBundle().getBundleId());
      default -> {}
    }
  }

  /** Records a state change now. */
  public void mark(Bundle bundle) {
    changes.put(bundle.getBundleId(), Instant.now());
  }

  /** Returns the time of the last state change; the start of tracking for a bundle without one. */
  public Instant since(Bundle bundle) {
    return changes.getOrDefault(bundle.getBundleId(), begun);
  }
}
