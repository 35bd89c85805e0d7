/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.module.ModuleException;
import org.lumoauth.api.module.ModuleInfo;
import org.lumoauth.api.module.ModuleService;
import org.lumoauth.platform.modules.archive.ModuleArchive;
import org.lumoauth.platform.modules.archive.ModuleFetcher;
import org.lumoauth.platform.modules.archive.ModuleLocation;
import org.lumoauth.platform.modules.provider.BundleTrafficGates;
import org.lumoauth.platform.modules.provider.MissingModuleResolver;
import org.lumoauth.platform.modules.provider.RemovedModuleStore;
import org.lumoauth.platform.modules.readiness.BundleStateTimeTracker;
import org.lumoauth.platform.modules.readiness.ComponentDiagnostics;
import org.lumoauth.platform.modules.readiness.ModuleReadinessTrial;
import org.lumoauth.platform.modules.readiness.ReadinessProbeEvaluator;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.Designate;

/** Installs, upgrades and removes modules, one operation at a time. */
@Component(
    service = {ModuleService.class, ModuleLifecycleService.class},
    configurationPid = "org.lumoauth.platform.modules")
@Designate(ocd = ModulesConfig.class)
public final class ModuleLifecycleService implements ModuleService {
  private final BundleContext context;
  private final BundleTrafficGates gates;
  private final ComponentDiagnostics components;
  private final Duration readyLimit;
  private final Duration drainLimit;
  private final ModuleFetcher fetcher;
  private final ModuleBundleLookup modules;
  private final ReadinessProbeEvaluator probes;
  private final ModuleUninstaller departure;
  private final UpgradeJournal handovers;
  private final ModuleAuditRecorder records;
  private final BundleStateTimeTracker clock;
  private final ModuleInfoReader inventory;
  private final ModuleOperationLock turns;
  private final RemovedModuleStore removed;

  @Activate
  public ModuleLifecycleService(
      BundleContext context,
      ModulesConfig config,
      @Reference BundleTrafficGates gates,
      @Reference BundleStateTimeTracker clock,
      @Reference ModuleOperationLock turns,
      @Reference RemovedModuleStore removed,
      @Reference ServiceComponentRuntime runtime,
      @Reference ConfigurationAdmin configurations) {
    this.context = context;
    this.gates = gates;
    this.clock = clock;
    this.turns = turns;
    this.removed = removed;
    this.components = new ComponentDiagnostics(runtime);
    this.readyLimit = Duration.ofSeconds(config.readyTimeoutSeconds());
    this.drainLimit = Duration.ofSeconds(config.drainTimeoutSeconds());
    this.fetcher =
        new ModuleFetcher(context.getDataFile("incoming").toPath(), config.maxArchiveBytes());
    this.modules = new ModuleBundleLookup(context);
    this.probes = new ReadinessProbeEvaluator(context);
    this.departure = new ModuleUninstaller(context, gates, new DeployFolders(configurations));
    this.handovers = new UpgradeJournal(context);
    this.records = new ModuleAuditRecorder(context);
    this.inventory = new ModuleInfoReader(gates, components, clock);
  }

  @Override
  public List<ModuleInfo> list() {
    return modules.all().stream().map(inventory::describe).toList();
  }

  @Override
  public ModuleInfo install(String url) throws ModuleException {
    return install(url, ModuleOperationContext.CONSOLE);
  }

  @Override
  public ModuleInfo upgrade(String name, String url) throws ModuleException {
    return upgrade(name, url, ModuleOperationContext.CONSOLE);
  }

  @Override
  public void remove(String name) throws ModuleException {
    remove(name, ModuleOperationContext.CONSOLE);
  }

  /** Installs an archive that passes the request's check. */
  public ModuleInfo install(String url, ModuleOperationContext order) throws ModuleException {
    return alone(
        new ModuleOperationAuditEntry(
            records, order.initiator(), "module.installed", ModuleLocation.maskSecrets(url)),
        attempt -> {
          try (ModuleArchive archive = fetcher.fetch(ModuleLocation.of(url))) {
            attempt.describeArchive(archive);
            order.check().check(archive);
            refuseForeignName(archive);
            List<Bundle> present = modules.findByName(archive.module());
            if (!present.isEmpty()) {
              throw new ModuleException(
                  "%s is already installed. Use upgrade to replace it."
                      .formatted(ModuleBundleLookup.label(present.get(0))));
            }
            Bundle fresh = replace(List.of(), archive);
            removed.forget(archive.module());
            attempt.recordSuccess("Installed %s.".formatted(ModuleBundleLookup.label(fresh)));
            return inventory.describe(fresh);
          }
        });
  }

  /** Upgrades a module to an archive that passes the request's check. */
  public ModuleInfo upgrade(String name, String url, ModuleOperationContext order)
      throws ModuleException {
    return alone(
        new ModuleOperationAuditEntry(records, order.initiator(), "module.upgraded", name),
        attempt -> {
          List<Bundle> old = replaceable(name);
          try (ModuleArchive archive = fetcher.fetch(ModuleLocation.of(url))) {
            attempt.describeArchive(archive);
            order.check().check(archive);
            refuseForeignName(archive);
            refuseUnsuitable(archive, name, old);
            Bundle fresh = replace(old, archive);
            handovers.complete(name);
            attempt.recordSuccess(
                "Upgraded %s to %s."
                    .formatted(ModuleBundleLookup.label(old.get(0)), fresh.getVersion()));
            return inventory.describe(fresh);
          }
        });
  }

  /** Removes a module. */
  public void remove(String name, ModuleOperationContext order) throws ModuleException {
    alone(
        new ModuleOperationAuditEntry(records, order.initiator(), "module.removed", name),
        attempt -> {
          List<Bundle> old = replaceable(name);
          String label = ModuleBundleLookup.label(old.get(0));
          Set<String> provided =
              old.stream().flatMap(MissingModuleResolver::contracts).collect(Collectors.toSet());
          old.forEach(this::bar);
          try {
            retire(old);
          } catch (InterruptedException e) {
            old.forEach(bundle -> gates.of(bundle.getBundleId()).reopen());
            throw e;
          }
          removed.add(name, provided);
          attempt.recordSuccess("Removed %s.".formatted(label));
          return null;
        });
  }

  /** Installs the new version, then uninstalls the old versions, if any. */
  private Bundle replace(List<Bundle> old, ModuleArchive archive)
      throws ModuleException, InterruptedException {
    try (ModuleVersionHook versions = new ModuleVersionHook(context, old)) {
      Bundle fresh = bringIn(archive, old, versions);
      retire(old);
      return fresh;
    }
  }

  /**
   * Starts the new version in parallel to the old versions and switches traffic to it when it is
   * ready.
   */
  private Bundle bringIn(ModuleArchive archive, List<Bundle> old, ModuleVersionHook versions)
      throws ModuleException, InterruptedException {
    try (ModuleReadinessTrial trial =
            ModuleReadinessTrial.against(old, context, components, probes);
        ModuleInstallation arrival =
            ModuleInstallation.begin(context, gates, archive, old, versions)) {
      Bundle fresh = arrival.bundle();
      Optional<String> problem = trial.await(fresh, readyLimit);
      if (problem.isPresent()) {
        throw new ModuleException(
            "%s did not become ready within %d s and was uninstalled: %s."
                .formatted(ModuleBundleLookup.label(fresh), readyLimit.toSeconds(), problem.get()));
      }
      if (!old.isEmpty()) {
        // Recorded before the commit: after a crash from here on, the server starts with one
        // version only.
        handovers.record(archive.module(), old);
      }
      makeStay(arrival, archive.module());
      gates
          .of(fresh.getBundleId())
          .reopen(); // opens the new version before closing the old version, so that one version is
      // always available
      old.forEach(this::bar);
      return fresh;
    }
  }

  private void makeStay(ModuleInstallation arrival, String module) throws ModuleException {
    try {
      arrival.commit();
    } catch (ModuleException e) {
      handovers.complete(module); // the old versions remain in service
      throw e;
    }
  }

  private void bar(Bundle bundle) {
    gates.of(bundle.getBundleId()).shut();
    clock.mark(bundle);
  }

  private void retire(List<Bundle> old) throws ModuleException, InterruptedException {
    for (Bundle bundle : old) {
      departure.drain(bundle, drainLimit);
      try {
        departure.uninstall(bundle);
      } catch (BundleException e) {
        throw new ModuleException(
            ("%s receives no new requests, but could not be uninstalled: %s. Restart "
                    + "the server.")
                .formatted(ModuleBundleLookup.label(bundle), e.getMessage()),
            e);
      }
    }
  }

  private List<Bundle> replaceable(String name) throws ModuleException {
    List<Bundle> present = modules.findByName(name);
    if (present.isEmpty()) {
      throw new ModuleException("The module " + name + " is not installed.");
    }
    for (Bundle bundle : present) {
      if (bundle.equals(context.getBundle())) {
        throw new ModuleException(
            name
                + " performs module operations and cannot be changed on a running server. "
                + "Stop the server first.");
      }
      Set<String> dependents = ModuleUninstaller.dependents(bundle);
      if (!dependents.isEmpty()) {
        throw new ModuleException(
            ("%s cannot be removed from a running server, because %s uses its classes. "
                    + "Stop the server first.")
                .formatted(ModuleBundleLookup.label(bundle), String.join(", ", dependents)));
      }
    }
    return present;
  }

  private void refuseForeignName(ModuleArchive archive) throws ModuleException {
    Optional<Bundle> other = modules.findUnderOtherName(archive.symbolicName(), archive.module());
    if (other.isPresent()) {
      throw new ModuleException(
          "%s has the symbolic name %s, which another bundle already uses."
              .formatted(archive.source(), archive.symbolicName()));
    }
  }

  private static void refuseUnsuitable(ModuleArchive archive, String name, List<Bundle> old)
      throws ModuleException {
    if (!archive.module().equals(name)) {
      throw new ModuleException(
          "%s contains the module %s, expected %s."
              .formatted(archive.source(), archive.module(), name));
    }
    for (Bundle bundle : old) {
      if (bundle.getVersion().equals(archive.version())) {
        throw new ModuleException(
            ("%s is already installed, and two builds of one version cannot run in parallel."
                    + " Use another version for the new build.")
                .formatted(ModuleBundleLookup.label(bundle)));
      }
    }
  }

  private <T> T alone(ModuleOperationAuditEntry attempt, LifecycleOperation<T> what)
      throws ModuleException {
    if (!turns.tryAcquire()) {
      throw attempt.recordFailure(
          new ModuleException(
              "Another module operation is running. Try again when it has finished."));
    }
    try {
      return what.run(attempt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw attempt.recordFailure(
          new ModuleException(
              "The operation was interrupted. Check the state with lumoauth:module-list, "
                  + "then repeat it.",
              e));
    } catch (ModuleException e) {
      throw attempt.recordFailure(e);
    } catch (RuntimeException e) {
      attempt.recordFailure(new ModuleException("The operation failed. See the server log.", e));
      throw e;
    } finally {
      turns.release();
    }
  }

  /** One operation. */
  @FunctionalInterface
  private interface LifecycleOperation<T> {
    T run(ModuleOperationAuditEntry attempt) throws ModuleException, InterruptedException;
  }
}
