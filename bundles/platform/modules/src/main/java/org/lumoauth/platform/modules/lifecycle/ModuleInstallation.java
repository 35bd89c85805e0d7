/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.lumoauth.api.module.ModuleException;
import org.lumoauth.platform.modules.archive.ModuleArchive;
import org.lumoauth.platform.modules.provider.BundleTrafficGates;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A module under installation: installed and started behind a closed traffic gate. Closing
 * uninstalls it unless it was committed.
 */
final class ModuleInstallation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModuleInstallation.class);

  private final Bundle bundle;
  private final String module;
  private final CandidateInstallationJournal tryouts;
  private boolean stays;

  private ModuleInstallation(Bundle bundle, String module, CandidateInstallationJournal tryouts) {
    this.bundle = bundle;
    this.module = module;
    this.tryouts = tryouts;
  }

  /**
   * Installs and starts the module for the current run of the server only.
   *
   * @param predecessors the versions that determine its start level
   * @param versions hides the services of the predecessors from it
   */
  static ModuleInstallation begin(
      BundleContext context,
      BundleTrafficGates gates,
      ModuleArchive archive,
      List<Bundle> predecessors,
      ModuleVersionHook versions)
      throws ModuleException {
    CandidateInstallationJournal tryouts = new CandidateInstallationJournal(context);
    ModuleInstallation arrival =
        new ModuleInstallation(install(context, archive, tryouts), archive.module(), tryouts);
    try {
      gates.of(arrival.bundle.getBundleId()).shut();
      versions.add(arrival.bundle);
      if (!predecessors.isEmpty()) {
        int level = predecessors.get(0).adapt(BundleStartLevel.class).getStartLevel();
        arrival.bundle.adapt(BundleStartLevel.class).setStartLevel(level);
      }
      // After a crash during the trial, the server starts with the old version only.
      arrival.bundle.start(Bundle.START_TRANSIENT);
      return arrival;
    } catch (BundleException e) {
      arrival.close();
      throw new ModuleException(
          "%s %s could not be started: %s"
              .formatted(archive.module(), archive.version(), e.getMessage()),
          e);
    }
  }

  /**
   * Returns a unique location. The framework identifies a bundle by its location, and the file
   * there may have been replaced.
   */
  private static String location(BundleContext context, ModuleArchive archive) {
    return context.getBundle(archive.source()) == null
        ? archive.source()
        : archive.source() + "#" + archive.sha256();
  }

  private static Bundle install(
      BundleContext context, ModuleArchive archive, CandidateInstallationJournal tryouts)
      throws ModuleException {
    String location = location(context, archive);
    tryouts.record(archive.module(), location);
    try (InputStream bytes = archive.open()) {
      return context.installBundle(location, bytes);
    } catch (IOException | BundleException e) {
      tryouts.complete(archive.module());
      throw new ModuleException(
          "%s could not be installed: %s".formatted(archive.source(), e.getMessage()), e);
    }
  }

  Bundle bundle() {
    return bundle;
  }

  /** Makes the module start with the server. */
  void commit() throws ModuleException {
    try {
      bundle.start();
      tryouts.complete(
          module); // otherwise a module stopped later would be removed at the next start
      stays = true;
    } catch (BundleException e) {
      throw new ModuleException(
          ModuleBundleLookup.label(bundle) + " could not be configured to start with the server.",
          e);
    }
  }

  @Override
  public void close() {
    if (stays) {
      return;
    }
    try {
      bundle.uninstall();
      tryouts.complete(module);
    } catch (BundleException | IllegalStateException | ModuleException e) {
      LOG.error("module_rollback_failed module={}", ModuleBundleLookup.label(bundle), e);
    }
  }
}
