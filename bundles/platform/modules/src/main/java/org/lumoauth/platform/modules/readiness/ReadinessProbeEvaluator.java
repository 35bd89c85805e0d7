/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.readiness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.module.ModulePropertyNames;
import org.lumoauth.api.module.ReadinessProbe;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Accesses the server's readiness probes. */
public final class ReadinessProbeEvaluator {
  private final BundleContext context;

  public ReadinessProbeEvaluator(BundleContext context) {
    this.context = context;
  }

  /** Returns the unready probes with their reasons. */
  Map<ServiceReference<ReadinessProbe>, String> unready() {
    Map<ServiceReference<ReadinessProbe>, String> unready = new HashMap<>();
    for (ServiceReference<ReadinessProbe> reference : references()) {
      String problem = ask(reference);
      if (!problem.isEmpty()) {
        unready.put(reference, problem);
      }
    }
    return unready;
  }

  /**
   * Returns the probes that became unready.
   *
   * @param before the probes that were unready before the operation; they do not delay it
   * @param fresh a bundle with probes that always count
   */
  List<String> newlyUnready(Set<ServiceReference<ReadinessProbe>> before, Bundle fresh) {
    List<String> problems = new ArrayList<>();
    Set<ServiceReference<ReadinessProbe>> tolerated = new HashSet<>(before);
    tolerated.removeIf(reference -> fresh.equals(reference.getBundle()));
    unready()
        .forEach(
            (reference, problem) -> {
              if (!tolerated.contains(reference)) {
                problems.add(reference.getProperty(ModulePropertyNames.NAME) + ": " + problem);
              }
            });
    return problems;
  }

  private Collection<ServiceReference<ReadinessProbe>> references() {
    try {
      return context.getServiceReferences(ReadinessProbe.class, null);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(
          "the framework rejected a service query that has no filter", e);
    }
  }

  private String ask(ServiceReference<ReadinessProbe> reference) {
    try {
      ReadinessProbe probe = context.getService(reference);
      if (probe == null) {
        return "it is not available";
      }
      try {
        return probe.findUnreadyReason().orElse("");
      } finally {
        context.ungetService(reference);
      }
    } catch (RuntimeException e) {
      return "it failed: " + e;
    }
  }
}
