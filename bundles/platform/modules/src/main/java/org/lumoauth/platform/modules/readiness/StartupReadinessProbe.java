/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.readiness;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.module.ReadinessProbe;
import org.lumoauth.platform.modules.lifecycle.ModuleBundleLookup;
import org.lumoauth.platform.modules.lifecycle.RemovedModuleCleanup;
import org.lumoauth.platform.modules.provider.BundleTrafficGates;
import org.lumoauth.platform.modules.provider.RemovedModuleStore;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the server as not ready until the container has installed its boot features and all
 * module components are active. A permanently failing module delays readiness only for a limited
 * time after the others have settled, because it affects one capability and not the server. A
 * module that lacks services of a stopped or removed module does not delay readiness, because they
 * will not appear.
 */
@Component(
    property = {"lumoauth.kind=readiness", "lumoauth.name=start-up"},
    immediate = true)
public final class StartupReadinessProbe implements ReadinessProbe {
  private static final Logger LOG = LoggerFactory.getLogger(StartupReadinessProbe.class);
  private static final String BOOT_FINISHED = "org.apache.karaf.features.BootFinished";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long REMOVAL_SECONDS = 1;

  private final BundleContext context;
  private final ComponentDiagnostics components;
  private final RemovedModuleCleanup removals;
  private final DependencyAvailabilityPredictor outlook;
  private Map<String, String> last = Map.of();
  private long changedAt;
  private @Nullable CompletableFuture<Void> removing;
  private boolean asked;
  private boolean over;

  @Activate
  public StartupReadinessProbe(
      BundleContext context,
      @Reference ServiceComponentRuntime runtime,
      @Reference BundleTrafficGates gates,
      @Reference ConfigurationAdmin configurations,
      @Reference RemovedModuleStore removed) {
    this.context = context;
    this.components = new ComponentDiagnostics(runtime);
    this.removals = new RemovedModuleCleanup(context, removed, gates, configurations);
    this.outlook = new DependencyAvailabilityPredictor(context, runtime, removed);
  }

  @Override
  public synchronized Optional<String> findUnreadyReason() {
    if (over) {
      return Optional.empty();
    }
    if (context.getProperty("karaf.home") != null && !isBooted(context)) {
      return Optional.of("the container is still installing modules");
    }
    if (!removalsApplied()) {
      return Optional.of("modules removed earlier are still being uninstalled");
    }
    Map<String, String> problems = problems();
    long now = System.nanoTime();
    boolean getsOn =
        !asked || !problems.equals(last); // any progress counts, however slow the machine
    if (getsOn) {
      asked = true;
      last = problems;
      changedAt = now;
    }
    if (!problems.isEmpty() && now - changedAt < PATIENCE.toNanos() && (getsOn || anyMayCome())) {
      return Optional.of(
          "modules that are not active yet: " + String.join(", ", problems.keySet()));
    }
    problems.forEach((module, problem) -> LOG.error("module_broken name={} {}", module, problem));
    over = true;
    return Optional.empty();
  }

  /**
   * Applies removals in a separate thread, because the caller of a probe is interrupted if the
   * response takes long.
   */
  private boolean removalsApplied() {
    if (removing == null) {
      removing =
          CompletableFuture.runAsync(removals::apply, StartupReadinessProbe::aside)
              .exceptionally(
                  e -> {
                    LOG.error("removals_failed", e);
                    return null;
                  });
    }
    try {
      removing.get(REMOVAL_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void aside(Runnable work) {
    var thread = new Thread(work, "lumoauth-removals");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Returns whether the container has booted. Karaf registers a service then; another container has
   * started everything.
   */
  public static boolean isBooted(BundleContext context) {
    try {
      return context.getAllServiceReferences(BOOT_FINISHED, null) != null;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(
          "the framework rejected a service query that has no filter", e);
    }
  }

  private boolean anyMayCome() {
    return new ModuleBundleLookup(context).all().stream().anyMatch(this::mayComeToWork);
  }

  private boolean mayComeToWork(Bundle bundle) {
    return bundle.getState() == Bundle.ACTIVE
        ? components.lacking(bundle).stream().anyMatch(outlook::canBecomeAvailable)
        : DependencyAvailabilityPredictor.isMarkedForStart(bundle);
  }

  private Map<String, String> problems() {
    Map<String, String> problems = new TreeMap<>();
    for (Bundle bundle : new ModuleBundleLookup(context).all()) {
      String name = ModuleBundleLookup.nameOf(bundle);
      if (bundle.getState() != Bundle.ACTIVE) {
        if (DependencyAvailabilityPredictor.isMarkedForStart(bundle)) {
          problems.put(name, "it is not active");
        }
      } else {
        components.problems(bundle).forEach((part, why) -> problems.put(name, part + ": " + why));
      }
    }
    return problems;
  }
}
