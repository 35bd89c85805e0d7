package org.lumoauth.platform.modules.lifecycle;

import java.util.Set;
import org.lumoauth.platform.modules.provider.BundleGates;
import org.lumoauth.platform.modules.provider.RemovedModules;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes away again what was removed before and has come back with another distribution. */
@Component(service = Removals.class)
public final class Removals {
  private static final Logger LOG = LoggerFactory.getLogger(Removals.class);

  /** Where an operator put a module; it is no part of the distribution. */
  private static final String OPERATORS = "file:";

  private final Modules modules;
  private final RemovedModules removed;
  private final BundleGates gates;
  private final Departure departure;

  @Activate
  public Removals(
      BundleContext context,
      @Reference RemovedModules removed,
      @Reference BundleGates gates,
      @Reference ConfigurationAdmin configurations) {
    this.modules = new Modules(context);
    this.removed = removed;
    this.gates = gates;
    this.departure = new Departure(context, gates, new DropFolders(configurations));
  }

  /** Does so, with all that is there now. */
  void apply() {
    modules.all().stream()
        .filter(bundle -> removed.contains(Modules.nameOf(bundle)))
        .filter(bundle -> !bundle.getLocation().startsWith(OPERATORS))
        .forEach(this::remove);
  }

  private void remove(Bundle bundle) {
    String label = Modules.label(bundle);
    Set<String> dependents = Departure.dependents(bundle);
    if (!dependents.isEmpty()) {
      LOG.error("module_came_back module={} usedBy={}", label, dependents);
      return;
    }
    try {
      gates.of(bundle.getBundleId()).bar();
      departure.leave(bundle);
      LOG.info("module_stays_removed module={}", label);
    } catch (BundleException | RuntimeException e) {
      gates.of(bundle.getBundleId()).admit();
      LOG.error("module_came_back module={}", label, e);
    }
  }
}
