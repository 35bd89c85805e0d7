/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.lumoauth.api.module.ModuleWorkTracker;

/** Admits work for all bundles except those that a test retires. */
public final class FakeModuleWorkTracker implements ModuleWorkTracker {

  private final Set<Long> retired = ConcurrentHashMap.newKeySet();
  private final AtomicInteger inside = new AtomicInteger();

  @Override
  public ModuleWorkPermit tryEnter(long bundleId) {
    if (!acceptsWork(bundleId)) {
      return null;
    }
    inside.incrementAndGet();
    var left = new AtomicBoolean();
    return () -> {
      if (left.compareAndSet(false, true)) {
        inside.decrementAndGet();
      }
    };
  }

  @Override
  public boolean acceptsWork(long bundleId) {
    return !retired.contains(bundleId);
  }

  /** Rejects new work of the bundle from now on. */
  public FakeModuleWorkTracker retire(long bundleId) {
    retired.add(bundleId);
    return this;
  }

  /** Returns the amount of work in progress. */
  public int inFlight() {
    return inside.get();
  }
}
