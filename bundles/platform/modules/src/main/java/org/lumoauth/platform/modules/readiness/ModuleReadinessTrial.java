/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.readiness;

import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.module.ReadinessProbe;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Tests whether a newly started module is ready to take over. Problems from before its start do not
 * count. The trial keeps the tested services in use until it is closed, so that they remain
 * activated for their next users.
 */
public final class ModuleReadinessTrial implements AutoCloseable {
  private static final long PAUSE_MILLIS = 15;

  private final BundleContext context;
  private final ComponentDiagnostics components;
  private final ReadinessProbeEvaluator probes;
  private final Set<String> expectedOffers;
  private final Set<String> toleratedComponents;
  private final Set<ServiceReference<ReadinessProbe>> toleratedProbes;
  private final Set<ServiceReference<?>> held = new HashSet<>();

  private ModuleReadinessTrial(
      BundleContext context,
      ComponentDiagnostics components,
      ReadinessProbeEvaluator probes,
      Set<String> expectedOffers,
      Set<String> toleratedComponents) {
    this.context = context;
    this.components = components;
    this.probes = probes;
    this.expectedOffers = expectedOffers;
    this.toleratedComponents = toleratedComponents;
    this.toleratedProbes = Set.copyOf(probes.unready().keySet());
  }

  /** Starts a trial against the offers of the predecessors, if any. */
  public static ModuleReadinessTrial against(
      List<Bundle> predecessors,
      BundleContext context,
      ComponentDiagnostics components,
      ReadinessProbeEvaluator probes) {
    Set<String> offers = new TreeSet<>();
    Set<String> tolerated = new HashSet<>();
    for (Bundle predecessor : predecessors) {
      offers.addAll(OfferedServiceLookup.of(predecessor));
      tolerated.addAll(components.problems(predecessor).keySet());
    }
    return new ModuleReadinessTrial(context, components, probes, offers, tolerated);
  }

  /**
   * Waits until the module is ready.
   *
   * @return the problem at the time limit; empty if the module is ready
   */
  public Optional<String> await(Bundle fresh, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<String> problem = problem(fresh);
      if (problem.isEmpty() || System.nanoTime() - deadline >= 0) {
        return problem;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private Optional<String> problem(Bundle fresh) {
    if (fresh.getState() != Bundle.ACTIVE) {
      return Optional.of("its bundle is not active");
    }
    Map<String, String> failing = components.problems(fresh);
    failing.keySet().removeAll(toleratedComponents);
    if (!failing.isEmpty()) {
      Map.Entry<String, String> first = failing.entrySet().iterator().next();
      return Optional.of("component " + first.getKey() + ": " + first.getValue());
    }
    Set<String> missing = new TreeSet<>(expectedOffers);
    missing.removeAll(OfferedServiceLookup.of(fresh));
    if (!missing.isEmpty()) {
      return Optional.of("it does not offer " + String.join(", ", missing));
    }
    Optional<String> dead = holdOffers(fresh);
    if (dead.isPresent()) {
      return dead;
    }
    Iterator<String> unready = probes.newlyUnready(toleratedProbes, fresh).iterator();
    return unready.hasNext() ? Optional.of("not ready: " + unready.next()) : Optional.empty();
  }

  /** Gets each service, which activates its component. Most failures occur at activation. */
  private Optional<String> holdOffers(Bundle fresh) {
    List<ServiceReference<?>> references = OfferedServiceLookup.references(fresh).toList();
    for (ServiceReference<?> reference : references) {
      if (!held.contains(reference)) {
        if (context.getService(reference) == null) {
          return Optional.of("the service " + reference + " cannot be activated");
        }
        held.add(reference);
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    held.forEach(context::ungetService);
  }
}
