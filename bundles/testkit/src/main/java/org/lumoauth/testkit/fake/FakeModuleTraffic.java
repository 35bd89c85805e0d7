package org.lumoauth.testkit.fake;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.lumoauth.api.module.ModuleTraffic;

/** Lets everybody in, but for the bundles that a test retires. */
public final class FakeModuleTraffic implements ModuleTraffic {

  private final Set<Long> retired = ConcurrentHashMap.newKeySet();
  private final AtomicInteger inside = new AtomicInteger();

  @Override
  public Passage enter(long bundleId) {
    if (!admits(bundleId)) {
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
  public boolean admits(long bundleId) {
    return !retired.contains(bundleId);
  }

  /** The bundle takes no new work from now on. */
  public FakeModuleTraffic retire(long bundleId) {
    retired.add(bundleId);
    return this;
  }

  /** How much work is in flight. */
  public int inFlight() {
    return inside.get();
  }
}
