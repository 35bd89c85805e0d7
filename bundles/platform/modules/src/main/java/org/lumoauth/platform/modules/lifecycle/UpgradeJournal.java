/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.lumoauth.api.module.ModuleException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * The old versions of upgrades, recorded from before the commit of the new version until they are
 * removed. Stored in files: after a crash during draining, the server must not start with both
 * versions.
 */
final class UpgradeJournal implements UnfinishedOperationJournal {
  private static final String FOLDER = "handovers";

  private final BundleContext context;
  private final OperationStateStore notes;

  UpgradeJournal(BundleContext context) {
    this.context = context;
    this.notes = new OperationStateStore(context.getDataFile(FOLDER).toPath());
  }

  /** Records the versions of a module that are about to be replaced. */
  void record(String module, List<Bundle> old) throws ModuleException {
    try {
      notes.write(module, old.stream().map(each -> String.valueOf(each.getBundleId())).toList());
    } catch (IOException e) {
      throw new ModuleException(
          "The version to be removed could not be recorded. Check that the data "
              + "folder is writable.",
          e);
    }
  }

  /** Deletes the record after the old versions were removed or kept. */
  @Override
  public void complete(String module) throws ModuleException {
    try {
      notes.delete(module);
    } catch (IOException e) {
      throw new ModuleException(
          "The record of the version to be removed could not be deleted. Check that "
              + "the data folder is writable.",
          e);
    }
  }

  /**
   * Returns the old versions left by a crash, by module. If the new version was not committed, the
   * old version remains installed and is not included.
   */
  @Override
  public Map<String, List<Bundle>> unfinished() throws ModuleException {
    try {
      Map<String, List<Bundle>> unfinished = new HashMap<>();
      notes.read().forEach((module, ids) -> unfinished.put(module, replaced(ids)));
      return unfinished;
    } catch (IOException | NumberFormatException e) {
      throw new ModuleException(
          "The record of the version to be removed could not be read. Check the "
              + "permissions of the data folder.",
          e);
    }
  }

  private List<Bundle> replaced(List<String> ids) {
    return ids.stream()
        .map(id -> context.getBundle(Long.parseLong(id)))
        .filter(Objects::nonNull)
        .filter(this::hasSuccessor)
        .toList();
  }

  private boolean hasSuccessor(Bundle old) {
    return Arrays.stream(context.getBundles())
        .filter(other -> other.getBundleId() > old.getBundleId())
        .filter(other -> ModuleBundleLookup.nameOf(other).equals(ModuleBundleLookup.nameOf(old)))
        .anyMatch(other -> other.adapt(BundleStartLevel.class).isPersistentlyStarted());
  }
}
