package org.lumoauth.platform.modules.lifecycle;

import java.util.List;
import org.lumoauth.api.module.ModuleException;
import org.lumoauth.platform.modules.provider.BundleGates;
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
 * Ends, while the server starts, the operations in which it died: a build that was still being
 * tried goes, and where the new version had the work already, the old one goes.
 */
@Component(service = UnfinishedUpgrade.class, immediate = true)
public final class UnfinishedUpgrade {
  private static final Logger LOG = LoggerFactory.getLogger(UnfinishedUpgrade.class);

  private final BundleGates gates;

  @Activate
  public UnfinishedUpgrade(
      BundleContext context,
      @Reference BundleGates gates,
      @Reference ConfigurationAdmin configurations) {
    this.gates = gates;
    Departure departure = new Departure(context, gates, new DropFolders(configurations));
    // Its file stays: it is not the version that the operator wanted to be gone.
    end("module_tryout_ended", new Tryouts(context), Bundle::uninstall);
    end("module_upgrade_ended", new Handovers(context), departure::leave);
  }

  /** How a bundle leaves. */
  @FunctionalInterface
  private interface Leaving {
    void leave(Bundle bundle) throws BundleException;
  }

  private void end(String event, Unfinished step, Leaving leaving) {
    try {
      for (var module : step.unfinished().entrySet()) {
        end(event, step, module.getKey(), module.getValue(), leaving);
      }
    } catch (ModuleException e) {
      LOG.error("module_upgrade_unfinished", e);
    }
  }

  /** One that does not leave is tried again at the next start, and holds up no other. */
  private void end(
      String event, Unfinished step, String module, List<Bundle> bundles, Leaving leaving) {
    try {
      for (Bundle bundle : bundles) {
        String label = Modules.label(bundle);
        gates.of(bundle.getBundleId()).bar();
        leaving.leave(bundle);
        LOG.info("{} retired={} reason=server_died_before", event, label);
      }
      step.end(module);
    } catch (ModuleException | BundleException e) {
      LOG.error("module_upgrade_unfinished module={}", module, e);
    }
  }
}
