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
 * The gates of all bundles. A gate outlives its bundle: bundle ids are not used twice, and a bundle
 * that was retired must stay so for those who still know its id.
 */
@Component(
    service = {ModuleWorkTracker.class, BundleTrafficGates.class},
    immediate = true)
public final class BundleTrafficGates implements ModuleWorkTracker {
  private final Map<Long, BundleTrafficGate> gates = new ConcurrentHashMap<>();

  // Is not there before Declarative Services are, so it is no constructor parameter.
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile MissingModuleResolver missing;

  /** With what finds missing modules, for tests. */
  public BundleTrafficGates with(MissingModuleResolver modules) {
    missing = modules;
    return this;
  }

  /** The gate of a bundle, open unless it was barred. */
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

  /** The module that is missing where what this bundle, of that module, provides is away. */
  String lacking(Bundle bundle, String module) {
    MissingModuleResolver now = missing;
    return now == null ? module : now.resolve(bundle, module);
  }
}
