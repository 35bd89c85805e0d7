/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.provider;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.module.ModuleWorkTracker;
import org.osgi.framework.Bundle;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The traffic gates of all bundles. A gate outlives its bundle: bundle ids are never reused, and
 * the gate of a removed bundle must remain closed for callers that still have its id.
 */
@Component(
    service = {ModuleWorkTracker.class, BundleTrafficGates.class},
    immediate = true)
public final class BundleTrafficGates implements ModuleWorkTracker {
  private final Map<Long, BundleTrafficGate> gates = new ConcurrentHashMap<>();

  // Declarative Services registers this service later than its own components, so it cannot be a
  // constructor parameter.
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile MissingModuleResolver missing;

  /** Sets the resolver of missing modules, for tests. */
  public BundleTrafficGates with(MissingModuleResolver modules) {
    missing = modules;
    return this;
  }

  /** Returns the gate of a bundle, which is open unless it was closed. */
  public BundleTrafficGate of(long bundleId) {
    BundleTrafficGate known = gates.get(bundleId);
    return known != null ? known : gates.computeIfAbsent(bundleId, id -> new BundleTrafficGate());
  }

  @Override
  public ModuleWorkPermit tryEnter(long bundleId) {
    return of(bundleId).enter();
  }

  @Override
  public boolean acceptsWork(long bundleId) {
    return of(bundleId).isOpen();
  }

  @Override
  public String findMissingModule(String module) {
    MissingModuleResolver now = missing;
    return now == null ? module : now.resolve(module);
  }

  /**
   * Returns the missing module if a service of this bundle, which belongs to the given module, is
   * unavailable.
   */
  String lacking(Bundle bundle, String module) {
    MissingModuleResolver now = missing;
    return now == null ? module : now.resolve(bundle, module);
  }
}
