/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.lumoauth.api.module.ModuleException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * Candidate builds under trial, recorded from before the installation until they are committed or
 * removed. Stored in files: otherwise a candidate would remain installed after a crash and block
 * its next installation.
 */
final class CandidateInstallationJournal implements UnfinishedOperationJournal {
  private static final String FOLDER = "tryouts";

  private final BundleContext context;
  private final OperationStateStore notes;

  CandidateInstallationJournal(BundleContext context) {
    this.context = context;
    this.notes = new OperationStateStore(context.getDataFile(FOLDER).toPath());
  }

  /** Records that a module's candidate is about to be installed at this location. */
  void record(String module, String location) throws ModuleException {
    try {
      notes.write(module, List.of(location));
    } catch (IOException e) {
      throw new ModuleException(
          "The version under trial could not be recorded. Check that the data folder "
              + "is writable.",
          e);
    }
  }

  /** Deletes the record of a committed or removed candidate. */
  @Override
  public void complete(String module) throws ModuleException {
    try {
      notes.delete(module);
    } catch (IOException e) {
      throw new ModuleException(
          "The record of the version under trial could not be deleted. Check that "
              + "the data folder is writable.",
          e);
    }
  }

  /**
   * Returns candidates left by a crash before the decision, by module. Excludes those already
   * committed.
   */
  @Override
  public Map<String, List<Bundle>> unfinished() throws ModuleException {
    try {
      Map<String, List<Bundle>> unfinished = new HashMap<>();
      notes.read().forEach((module, locations) -> unfinished.put(module, undecided(locations)));
      return unfinished;
    } catch (IOException e) {
      throw new ModuleException(
          "The record of the version under trial could not be read. Check the "
              + "permissions of the data folder.",
          e);
    }
  }

  private List<Bundle> undecided(List<String> locations) {
    return locations.stream()
        .map(context::getBundle)
        .filter(Objects::nonNull)
        .filter(bundle -> !bundle.adapt(BundleStartLevel.class).isPersistentlyStarted())
        .toList();
  }
}
