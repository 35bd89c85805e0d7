package org.lumoauth.platform.modules.lifecycle;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lumoauth.api.module.ReadinessProbe;
import org.lumoauth.platform.modules.provider.RemovedModuleStore;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds readiness back until the container has installed everything that it boots with and the
 * parts of every module work. A module that stays broken while no other gets on either holds it
 * back for a while only: it is one capability, not the server. One that lacks what a stopped or
 * removed module would provide does not hold it back: nobody brings that.
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
  private final DependencyForecast outlook;
  private Map<String, String> last = Map.of();
  private long changedAt;
  private CompletableFuture<Void> removing;
  private boolean asked;
  private boolean over;

  @Activate
  public StartupReadinessProbe(
      BundleContext context,
      @Reference ServiceComponentRuntime runtime,
      @Reference RemovedModuleCleanup removals,
      @Reference RemovedModuleStore removed) {
    this.context = context;
    this.components = new ComponentDiagnostics(runtime);
    this.removals = removals;
    this.outlook = new DependencyForecast(context, runtime, removed);
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
      return Optional.of("modules that were removed are still being taken away");
    }
    Map<String, String> problems = problems();
    long now = System.nanoTime();
    boolean getsOn = !asked || !problems.equals(last); // however slow the machine is
    if (getsOn) {
      asked = true;
      last = problems;
      changedAt = now;
    }
    if (!problems.isEmpty() && now - changedAt < PATIENCE.toNanos() && (getsOn || anyMayCome())) {
      return Optional.of("modules that do not work yet: " + String.join(", ", problems.keySet()));
    }
    problems.forEach((module, problem) -> LOG.error("module_broken name={} {}", module, problem));
    over = true;
    return Optional.empty();
  }

  /** In a thread of their own: whoever asks is interrupted when the answer takes long. */
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

  /** Karaf says so by a service; another container, which never does, has started everything. */
  static boolean isBooted(BundleContext context) {
    try {
      return context.getAllServiceReferences(BOOT_FINISHED, null) != null;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("no filter was given", e);
    }
  }

  private boolean anyMayCome() {
    return new ModuleBundles(context).all().stream().anyMatch(this::mayComeToWork);
  }

  private boolean mayComeToWork(Bundle bundle) {
    return bundle.getState() == Bundle.ACTIVE
        ? components.lacking(bundle).stream().anyMatch(outlook::canBecomeAvailable)
        : DependencyForecast.isMarkedForStart(bundle);
  }

  private Map<String, String> problems() {
    Map<String, String> problems = new TreeMap<>();
    for (Bundle bundle : new ModuleBundles(context).all()) {
      String name = ModuleBundles.nameOf(bundle);
      if (bundle.getState() != Bundle.ACTIVE) {
        if (DependencyForecast.isMarkedForStart(bundle)) {
          problems.put(name, "it is not active");
        }
      } else {
        components.problems(bundle).forEach((part, why) -> problems.put(name, part + ": " + why));
      }
    }
    return problems;
  }
}
