package org.lumoauth.platform.modules.provider;

import java.util.concurrent.atomic.AtomicBoolean;
import org.lumoauth.api.module.ModuleWorkTracker.ModuleWorkPermit;

/** One piece of work inside a gate. Closing it again changes nothing. */
final class BundlePermit implements ModuleWorkPermit {
  private final BundleTrafficGate gate;
  private final AtomicBoolean inside = new AtomicBoolean(true);

  BundlePermit(BundleTrafficGate gate) {
    this.gate = gate;
  }

  @Override
  public void close() {
    if (inside.compareAndSet(true, false)) {
      gate.leave();
    }
  }
}
