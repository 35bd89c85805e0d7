/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.module.ModuleInfo;
import org.lumoauth.platform.modules.provider.BundleTrafficGates;
import org.lumoauth.platform.modules.readiness.BundleStateTimeTracker;
import org.lumoauth.platform.modules.readiness.ComponentDiagnostics;
import org.lumoauth.platform.modules.readiness.OfferedServiceLookup;
import org.osgi.framework.Bundle;

/** Describes installed modules. */
final class ModuleInfoReader {
  private final BundleTrafficGates gates;
  private final ComponentDiagnostics components;
  private final BundleStateTimeTracker clock;

  ModuleInfoReader(
      BundleTrafficGates gates, ComponentDiagnostics components, BundleStateTimeTracker clock) {
    this.gates = gates;
    this.components = components;
    this.clock = clock;
  }

  ModuleInfo describe(Bundle bundle) {
    Map<String, String> problems =
        bundle.getState() == Bundle.ACTIVE ? components.problems(bundle) : Map.of();
    return new ModuleInfo(
        ModuleBundleLookup.nameOf(bundle),
        bundle.getVersion().toString(),
        List.copyOf(OfferedServiceLookup.kindsOf(bundle)),
        List.copyOf(OfferedServiceLookup.of(bundle)),
        state(bundle, problems),
        clock.since(bundle),
        bundle.getBundleId(),
        problem(bundle, problems));
  }

  private String state(Bundle bundle, Map<String, String> problems) {
    if (bundle.getState() == Bundle.STARTING) {
      return "STARTING";
    }
    if (bundle.getState() != Bundle.ACTIVE) {
      return bundle.getState() == Bundle.INSTALLED ? "FAILED" : "STOPPED";
    }
    if (!gates.acceptsWork(bundle.getBundleId())) {
      return "DRAINING";
    }
    return problems.isEmpty() ? "ACTIVE" : "FAILED";
  }

  private static String problem(Bundle bundle, Map<String, String> problems) {
    return switch (bundle.getState()) {
      case Bundle.ACTIVE ->
          problems.entrySet().stream()
              .map(problem -> problem.getKey() + ": " + problem.getValue())
              .findFirst()
              .orElse("");
      case Bundle.INSTALLED -> "a package or capability that it imports is missing";
      default -> "it is not started";
    };
  }
}
