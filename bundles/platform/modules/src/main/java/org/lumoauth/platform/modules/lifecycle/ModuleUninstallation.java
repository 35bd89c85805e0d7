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

/** How a bundle leaves: no new work, work in flight awaited, stopped, uninstalled. */
final class ModuleUninstallation {
  private static final Logger LOG = LoggerFactory.getLogger(ModuleUninstallation.class);

  private final BundleContext context;
  private final BundleTrafficGates gates;
  private final DeployFolders dropFolders;

  ModuleUninstallation(BundleContext context, BundleTrafficGates gates, DeployFolders dropFolders) {
    this.context = context;
    this.gates = gates;
    this.dropFolders = dropFolders;
  }

  /** Other bundles whose classes come from this one: they would have to be refreshed. */
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

  /** Waits for the work in a barred bundle. When the limit is reached it goes nevertheless. */
  void drain(Bundle bundle, Duration limit) throws InterruptedException {
    BundleTrafficGate gate = gates.of(bundle.getBundleId());
    if (!gate.awaitIdle(limit)) {
      LOG.warn(
          "module_drain_timeout module={} inFlight={} limitSeconds={}",
          ModuleBundles.label(bundle),
          gate.inFlight(),
          limit.toSeconds());
    }
  }

  /** Stops and uninstalls a bundle for good. */
  void uninstall(Bundle bundle) throws BundleException {
    String location = bundle.getLocation();
    bundle.uninstall();
    forget(bundle);
    dropFolders.remove(location);
  }

  /** Frees the classes, if that disturbs nobody. */
  private void forget(Bundle bundle) {
    FrameworkWiring framework =
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    if (!framework.getRemovalPendingBundles().contains(bundle)) {
      return;
    }
    Collection<Bundle> affected = framework.getDependencyClosure(List.of(bundle));
    if (affected.equals(Set.of(bundle)) || Set.copyOf(affected).equals(Set.of(bundle))) {
      framework.refreshBundles(List.of(bundle));
    } else {
      LOG.warn(
          "module_classes_kept module={} usedBy={} until=restart",
          ModuleBundles.label(bundle),
          affected.size() - 1);
    }
  }
}
