/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.module.ModuleException;
import org.lumoauth.platform.modules.readiness.StartupReadinessProbe;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records in the platform's audit log which modules the deploy folder installs, upgrades and
 * removes, as JARs or in {@code .kar} archives. Changes from before the start of this component or
 * while the server was stopped are found by comparison with the ledger. Also records modules that
 * the container installs in any other way after boot.
 */
@Component(service = DeployFolderAuditRecorder.class, immediate = true)
public final class DeployFolderAuditRecorder implements SynchronousBundleListener {
  private static final Logger LOG = LoggerFactory.getLogger(DeployFolderAuditRecorder.class);
  private static final String FOLDER = "deploy-folder";
  private static final String CONTAINER = "container";

  private final BundleContext context;
  private final ModuleOperationLock turns;
  private final DeployFolders folders;
  private final KarRepositoryFolder kars;
  private final DeployFolderLedger ledger;
  private final ModuleAuditRecorder records;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(DeployFolderAuditRecorder::thread);

  @Activate
  public DeployFolderAuditRecorder(
      BundleContext context,
      @Reference ModuleOperationLock turns,
      @Reference ConfigurationAdmin configurations) {
    this.context = context;
    this.turns = turns;
    this.folders = new DeployFolders(configurations);
    this.kars = new KarRepositoryFolder(Path.of(karafData(context), "kar"));
    this.ledger = new DeployFolderLedger(context.getDataFile("deploy-folder.properties").toPath());
    this.records = new ModuleAuditRecorder(context);
    context.addBundleListener(this);
    compare();
  }

  private static String karafData(BundleContext context) {
    String folder = context.getProperty("karaf.data");
    return folder == null ? "" : folder;
  }

  @Deactivate
  void close() {
    context.removeBundleListener(this);
    writer.shutdown();
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    switch (event.getType()) {
      case BundleEvent.INSTALLED, BundleEvent.UPDATED -> {
        if (isFromFolder(event.getBundle())) {
          present(event.getBundle(), FOLDER, !turns.isHeldByCurrentThread());
        } else if (isInstalledLater(event.getBundle()) && !turns.isHeldByCurrentThread()) {
          present(event.getBundle(), CONTAINER, true);
        }
      }
      case BundleEvent.UNINSTALLED ->
          absent(event.getBundle().getLocation(), !turns.isHeldByCurrentThread());
      default -> {
        // starting or stopping is not an installation or removal
      }
    }
  }

  private void compare() {
    for (Bundle bundle : new ModuleBundleLookup(context).all()) {
      if (isFromFolder(bundle)) {
        present(bundle, FOLDER, true);
      }
    }
    for (String location : ledger.locations()) {
      if (context.getBundle(location) == null) {
        absent(location, true);
      }
    }
  }

  private boolean isFromFolder(Bundle bundle) {
    return !ModuleBundleLookup.nameOf(bundle).isEmpty()
        && (folders.contains(bundle.getLocation()) || kars.find(bundle.getLocation()).isPresent());
  }

  /**
   * Returns whether the bundle was installed after boot. A KAR may refer to bundles it does not
   * contain, at any location.
   */
  private boolean isInstalledLater(Bundle bundle) {
    return !ModuleBundleLookup.nameOf(bundle).isEmpty() && StartupReadinessProbe.isBooted(context);
  }

  /**
   * Updates the ledger. Module operations write their own audit records, so for them only the
   * ledger changes.
   */
  private void present(Bundle bundle, String origin, boolean isToBeRecorded) {
    var entry =
        new DeployFolderLedger.DeployedModuleEntry(
            ModuleBundleLookup.nameOf(bundle),
            bundle.getVersion().toString(),
            bundle.getLastModified(),
            origin);
    String location = bundle.getLocation();
    Optional<DeployFolderLedger.DeployedModuleEntry> previous = ledger.put(location, entry);
    if (!isToBeRecorded || previous.equals(Optional.of(entry))) {
      return;
    }
    Map<String, Object> details = details(entry, location);
    if (previous.isPresent() && previous.get().module().equals(entry.module())) {
      String message = "Upgraded %s to %s.".formatted(previous.get().label(), entry.version());
      record("module.upgraded", entry, details, message);
    } else {
      previous.ifPresent(other -> recordRemoval(other, location));
      record("module.installed", entry, details, "Installed " + entry.label() + ".");
    }
  }

  private void absent(String location, boolean isToBeRecorded) {
    ledger
        .remove(location)
        .filter(entry -> isToBeRecorded)
        .ifPresent(entry -> recordRemoval(entry, location));
  }

  private void recordRemoval(DeployFolderLedger.DeployedModuleEntry entry, String location) {
    record("module.removed", entry, basics(entry, location), "Removed " + entry.label() + ".");
  }

  private static Map<String, Object> basics(
      DeployFolderLedger.DeployedModuleEntry entry, String location) {
    return Map.of("version", entry.version(), "source", location);
  }

  private Map<String, Object> details(
      DeployFolderLedger.DeployedModuleEntry entry, String location) {
    Map<String, Object> details = new HashMap<>(basics(entry, location));
    Optional<KarRepositoryFolder.KarBundle> content = kars.find(location);
    content.ifPresent(found -> details.put("archive", found.archive()));
    content
        .map(KarRepositoryFolder.KarBundle::jar)
        .flatMap(DeployFolders::sha256)
        .or(() -> folders.sha256(location))
        .ifPresent(sum -> details.put("sha256", sum));
    return details;
  }

  private void record(
      String action,
      DeployFolderLedger.DeployedModuleEntry entry,
      Map<String, Object> details,
      String message) {
    AuditInitiator actor = AuditInitiator.server(entry.origin());
    writer.execute(() -> write(actor, action, entry.module(), message, details));
  }

  private void write(
      AuditInitiator actor,
      String action,
      String module,
      String message,
      Map<String, Object> details) {
    try {
      records.awaitLog();
      records.success(actor, action, module, message, details);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ModuleException | IllegalStateException e) {
      LOG.error("module_operation_unrecorded action={} module={}", action, module, e);
    }
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "lumoauth-deploy-folder-records");
    thread.setDaemon(true);
    return thread;
  }
}
