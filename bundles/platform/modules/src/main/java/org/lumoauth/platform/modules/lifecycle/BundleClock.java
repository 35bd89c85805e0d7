package org.lumoauth.platform.modules.lifecycle;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;

/** Since when each bundle has been in its state; the framework itself does not remember. */
final class BundleClock implements BundleListener {
  private final Instant begun = Instant.now();
  private final Map<Long, Instant> changes = new ConcurrentHashMap<>();

  @Override
  public void bundleChanged(BundleEvent event) {
    switch (event.getType()) {
      case BundleEvent.STARTED, BundleEvent.STOPPED -> mark(event.getBundle());
      case BundleEvent.UNINSTALLED -> changes.remove(event.getBundle().getBundleId());
      default -> {}
    }
  }

  /** Its state changes now. */
  void mark(Bundle bundle) {
    changes.put(bundle.getBundleId(), Instant.now());
  }

  /** When it came into its state; for one that has not changed since, when the clock began. */
  Instant since(Bundle bundle) {
    return changes.getOrDefault(bundle.getBundleId(), begun);
  }
}
