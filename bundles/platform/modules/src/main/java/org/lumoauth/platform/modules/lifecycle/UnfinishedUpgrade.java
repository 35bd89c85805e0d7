package org.lumoauth.platform.modules.lifecycle;

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

/** Ends, while the server starts, an upgrade in whose last step the server died. */
@Component(service = UnfinishedUpgrade.class, immediate = true)
public final class UnfinishedUpgrade {
  private static final Logger LOG = LoggerFactory.getLogger(UnfinishedUpgrade.class);

  @Activate
  public UnfinishedUpgrade(
      BundleContext context,
      @Reference BundleGates gates,
      @Reference ConfigurationAdmin configurations) {
    Departure departure = new Departure(context, gates, new DropFolders(configurations));
    Handovers handovers = new Handovers(context);
    try {
      for (Bundle old : handovers.unfinished()) {
        String label = Modules.label(old);
        gates.of(old.getBundleId()).bar();
        departure.leave(old);
        LOG.info("module_upgrade_ended retired={} reason=server_died_before", label);
      }
      handovers.end();
    } catch (ModuleException | BundleException e) {
      LOG.error("module_upgrade_unfinished", e);
    }
  }
}
