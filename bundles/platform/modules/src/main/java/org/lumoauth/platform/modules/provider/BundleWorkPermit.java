/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.provider;

import java.util.concurrent.atomic.AtomicBoolean;
import org.lumoauth.api.module.ModuleWorkTracker.ModuleWorkPermit;

/** One unit of work inside a traffic gate. Closing it twice has no effect. */
final class BundleWorkPermit implements ModuleWorkPermit {
  private final BundleTrafficGate gate;
  private final AtomicBoolean inside = new AtomicBoolean(true);

  BundleWorkPermit(BundleTrafficGate gate) {
    this.gate = gate;
  }

  @Override
  public void close() {
    if (inside.compareAndSet(true, false)) {
      gate.leave();
    }
  }
}
