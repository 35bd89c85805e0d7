/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import java.util.Set;
import org.lumoauth.platform.modules.provider.BundleTrafficGates;
import org.lumoauth.platform.modules.provider.RemovedModuleStore;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes modules again that the operator removed and a new distribution reinstalled. */
public final class RemovedModuleCleanup {
  private static final Logger LOG = LoggerFactory.getLogger(RemovedModuleCleanup.class);

  /** The location of modules that an operator installed; they are not part of the distribution. */
  private static final String OPERATORS = "file:";

  private final ModuleBundleLookup modules;
  private final RemovedModuleStore removed;
  private final BundleTrafficGates gates;
  private final ModuleUninstaller departure;

  public RemovedModuleCleanup(
      BundleContext context,
      RemovedModuleStore removed,
      BundleTrafficGates gates,
      ConfigurationAdmin configurations) {
    this.modules = new ModuleBundleLookup(context);
    this.removed = removed;
    this.gates = gates;
    this.departure = new ModuleUninstaller(context, gates, new DeployFolders(configurations));
  }

  /** Removes such modules among those installed now. */
  public void apply() {
    modules.all().stream()
        .filter(bundle -> removed.contains(ModuleBundleLookup.nameOf(bundle)))
        .filter(bundle -> !bundle.getLocation().startsWith(OPERATORS))
        .forEach(this::remove);
  }

  private void remove(Bundle bundle) {
    String label = ModuleBundleLookup.label(bundle);
    Set<String> dependents = ModuleUninstaller.dependents(bundle);
    if (!dependents.isEmpty()) {
      LOG.error("module_came_back module={} usedBy={}", label, dependents);
      return;
    }
    try {
      gates.of(bundle.getBundleId()).shut();
      departure.uninstall(bundle);
      LOG.info("module_stays_removed module={}", label);
    } catch (BundleException | RuntimeException e) {
      gates.of(bundle.getBundleId()).reopen();
      LOG.error("module_came_back module={}", label, e);
    }
  }
}
