/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.readiness;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lumoauth.platform.modules.provider.MissingModuleResolver;
import org.lumoauth.platform.modules.provider.RemovedModuleStore;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * Predicts whether the missing services of a component can still appear during startup. They cannot
 * if only stopped or removed modules, or modules that depend on them, provide them. In doubt, they
 * can.
 */
final class DependencyAvailabilityPredictor {

  private final BundleContext context;
  private final ServiceComponentRuntime runtime;
  private final RemovedModuleStore removed;

  DependencyAvailabilityPredictor(
      BundleContext context, ServiceComponentRuntime runtime, RemovedModuleStore removed) {
    this.context = context;
    this.runtime = runtime;
    this.removed = removed;
  }

  /**
   * Returns whether the bundle starts with the server. A module that an operator stopped does not
   * start after a restart, and neither does a bundle that is being uninstalled.
   */
  static boolean isMarkedForStart(Bundle bundle) {
    try {
      BundleStartLevel start = bundle.adapt(BundleStartLevel.class);
      return start != null && start.isPersistentlyStarted();
    } catch (IllegalStateException | IllegalArgumentException e) { // Felix throws the latter
      return false;
    }
  }

  /** Returns whether all of these services can appear. */
  boolean canBecomeAvailable(Collection<String> contracts) {
    return contracts.stream().allMatch(contract -> canBecomeAvailable(contract, Set.of()));
  }

  private boolean canBecomeAvailable(String contract, Set<String> asked) {
    if (asked.contains(contract) || isThere(contract)) {
      return true;
    }
    List<Bundle> providers =
        Arrays.stream(context.getBundles())
            .filter(bundle -> MissingModuleResolver.contracts(bundle).anyMatch(contract::equals))
            .toList();
    if (providers.isEmpty()) {
      return removed.providerOf(contract).isEmpty();
    }
    Set<String> further = new HashSet<>(asked);
    further.add(contract);
    return providers.stream()
        .filter(DependencyAvailabilityPredictor::isMarkedForStart)
        .anyMatch(bundle -> mayProvide(bundle, contract, further));
  }

  private boolean mayProvide(Bundle bundle, String contract, Set<String> asked) {
    List<ComponentDescriptionDTO> parts =
        runtime.getComponentDescriptionDTOs(bundle).stream()
            .filter(part -> List.of(part.serviceInterfaces).contains(contract))
            .toList();
    return parts.isEmpty() // not read yet, or provided by other means than a component
        || parts.stream().anyMatch(part -> mayWork(part, asked));
  }

  private boolean mayWork(ComponentDescriptionDTO part, Set<String> asked) {
    return Arrays.stream(part.references)
        .filter(reference -> reference.cardinality.startsWith("1"))
        .allMatch(reference -> canBecomeAvailable(reference.interfaceName, asked));
  }

  private boolean isThere(String contract) {
    try {
      return context.getAllServiceReferences(contract, null) != null;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(
          "the framework rejected a service query that has no filter", e);
    }
  }
}
