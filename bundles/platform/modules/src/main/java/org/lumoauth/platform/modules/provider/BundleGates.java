package org.lumoauth.platform.modules.provider;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.module.ModuleTraffic;
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
    service = {ModuleTraffic.class, BundleGates.class},
    immediate = true)
public final class BundleGates implements ModuleTraffic {
  private final Map<Long, BundleGate> gates = new ConcurrentHashMap<>();

  // Is not there before Declarative Services are, so it is no constructor parameter.
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile MissingModules missing;

  /** With what finds missing modules, for tests. */
  public BundleGates with(MissingModules modules) {
    missing = modules;
    return this;
  }

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

  @Override
  public String lacking(String module) {
    MissingModules now = missing;
    return now == null ? module : now.behind(module);
  }

  /** The module that is missing where what this bundle, of that module, provides is away. */
  String lacking(Bundle bundle, String module) {
    MissingModules now = missing;
    return now == null ? module : now.behind(bundle, module);
  }
}
