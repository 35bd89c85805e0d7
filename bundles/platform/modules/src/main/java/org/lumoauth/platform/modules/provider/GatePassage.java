package org.lumoauth.platform.modules.provider;

import java.util.concurrent.atomic.AtomicBoolean;
import org.lumoauth.api.module.ModuleTraffic.Passage;

/** One piece of work inside a gate. Closing it again changes nothing. */
final class GatePassage implements Passage {
  private final BundleGate gate;
  private final AtomicBoolean inside = new AtomicBoolean(true);

  GatePassage(BundleGate gate) {
    this.gate = gate;
  }

  @Override
  public void close() {
    if (inside.compareAndSet(true, false)) {
      gate.leave();
    }
  }
}
