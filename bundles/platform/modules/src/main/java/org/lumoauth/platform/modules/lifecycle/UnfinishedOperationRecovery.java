/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import java.util.List;
import org.lumoauth.api.module.ModuleException;
import org.lumoauth.platform.modules.provider.BundleTrafficGates;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes operations that a crash interrupted: at startup, uninstalls candidates under trial, and
 * old versions after the switch to a new version.
 */
@Component(service = UnfinishedOperationRecovery.class, immediate = true)
public final class UnfinishedOperationRecovery {
  private static final Logger LOG = LoggerFactory.getLogger(UnfinishedOperationRecovery.class);

  private final BundleTrafficGates gates;

  @Activate
  public UnfinishedOperationRecovery(
      BundleContext context,
      @Reference BundleTrafficGates gates,
      @Reference ConfigurationAdmin configurations) {
    this.gates = gates;
    ModuleUninstaller departure =
        new ModuleUninstaller(context, gates, new DeployFolders(configurations));
    // Its file remains: the operator did not request the removal of this version.
    end("module_tryout_ended", new CandidateInstallationJournal(context), Bundle::uninstall);
    end("module_upgrade_ended", new UpgradeJournal(context), departure::uninstall);
  }

  /** Removes a bundle. */
  @FunctionalInterface
  private interface BundleRemoval {
    void remove(Bundle bundle) throws BundleException;
  }

  private void end(String event, UnfinishedOperationJournal step, BundleRemoval leaving) {
    try {
      for (var module : step.unfinished().entrySet()) {
        end(event, step, module.getKey(), module.getValue(), leaving);
      }
    } catch (ModuleException e) {
      LOG.error("module_upgrade_unfinished", e);
    }
  }

  /** Completes one step. A failure is retried at the next start and does not block the others. */
  private void end(
      String event,
      UnfinishedOperationJournal step,
      String module,
      List<Bundle> bundles,
      BundleRemoval leaving) {
    try {
      for (Bundle bundle : bundles) {
        String label = ModuleBundleLookup.label(bundle);
        gates.of(bundle.getBundleId()).shut();
        leaving.remove(bundle);
        LOG.info("{} retired={} reason=server_died_before", event, label);
      }
      step.complete(module);
    } catch (ModuleException | BundleException e) {
      LOG.error("module_upgrade_unfinished module={}", module, e);
    }
  }
}
