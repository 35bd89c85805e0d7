/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.platform.modules.provider.BundleTrafficGate;
import org.lumoauth.platform.modules.provider.BundleTrafficGates;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes a bundle: closes its traffic gate, drains work in flight, stops and uninstalls it. */
final class ModuleUninstaller {
  private static final Logger LOG = LoggerFactory.getLogger(ModuleUninstaller.class);

  private final BundleContext context;
  private final BundleTrafficGates gates;
  private final DeployFolders dropFolders;

  ModuleUninstaller(BundleContext context, BundleTrafficGates gates, DeployFolders dropFolders) {
    this.context = context;
    this.gates = gates;
    this.dropFolders = dropFolders;
  }

  /** Returns other bundles that use this bundle's classes and would require a refresh. */
  static Set<String> dependents(Bundle bundle) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    List<BundleWire> wires = wiring == null ? null : wiring.getProvidedWires(null);
    if (wires == null) {
      return Set.of();
    }
    return wires.stream()
        .map(wire -> wire.getRequirer().getBundle())
        .filter(requirer -> !requirer.equals(bundle))
        .map(Bundle::getSymbolicName)
        .collect(Collectors.toSet());
  }

  /** Waits for the work in flight in a closed bundle. Continues when the limit is reached. */
  void drain(Bundle bundle, Duration limit) throws InterruptedException {
    BundleTrafficGate gate = gates.of(bundle.getBundleId());
    if (!gate.awaitIdle(limit)) {
      LOG.warn(
          "module_drain_timeout module={} inFlight={} limitSeconds={}",
          ModuleBundleLookup.label(bundle),
          gate.inFlight(),
          limit.toSeconds());
    }
  }

  /** Stops and uninstalls a bundle permanently. */
  void uninstall(Bundle bundle) throws BundleException {
    String location = bundle.getLocation();
    bundle.uninstall();
    forget(bundle);
    dropFolders.remove(location);
  }

  /** Releases the classes if no other bundle uses them. */
  private void forget(Bundle bundle) {
    FrameworkWiring framework =
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    if (!framework.getRemovalPendingBundles().contains(bundle)) {
      return;
    }
    Collection<Bundle> affected = framework.getDependencyClosure(List.of(bundle));
    if (Set.copyOf(affected).equals(Set.of(bundle))) {
      framework.refreshBundles(List.of(bundle));
    } else {
      LOG.warn(
          "module_classes_kept module={} usedBy={} until=restart",
          ModuleBundleLookup.label(bundle),
          affected.size() - 1);
    }
  }
}
