package org.lumoauth.platform.modules.provider;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.module.ModuleTraffic;
import org.osgi.service.component.annotations.Component;

/**
 * The gates of all bundles. A gate outlives its bundle: bundle ids are not used twice, and a bundle
 * that was retired must stay so for those who still know its id.
 */
@Component(
    service = {ModuleTraffic.class, BundleGates.class},
    immediate = true)
public final class BundleGates implements ModuleTraffic {
  private final Map<Long, BundleGate> gates = new ConcurrentHashMap<>();

  /** The gate of a bundle, open unless it was barred. */
  public BundleGate of(long bundleId) {
    BundleGate known = gates.get(bundleId);
    return known != null ? known : gates.computeIfAbsent(bundleId, id -> new BundleGate());
  }

  @Override
  public Passage enter(long bundleId) {
    return of(bundleId).enter();
  }

  @Override
  public boolean admits(long bundleId) {
    return of(bundleId).admits();
  }
}
