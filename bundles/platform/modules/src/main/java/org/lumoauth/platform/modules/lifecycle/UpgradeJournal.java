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
 * The old versions of upgrades from before the new one is made to stay until they have left. They
 * are in files: a server that dies while their work is awaited must not come up with both.
 */
final class UpgradeJournal implements UnfinishedOperations {
  private static final String FOLDER = "handovers";

  private final BundleContext context;
  private final OperationJournal notes;

  UpgradeJournal(BundleContext context) {
    this.context = context;
    this.notes = new OperationJournal(context.getDataFile(FOLDER).toPath());
  }

  /** These of a module hand their work over from now on. */
  void record(String module, List<Bundle> old) throws ModuleException {
    try {
      notes.write(module, old.stream().map(each -> String.valueOf(each.getBundleId())).toList());
    } catch (IOException e) {
      throw new ModuleException("It cannot be remembered which version has to leave.", e);
    }
  }

  /** Those of a module have left, or go on. */
  @Override
  public void complete(String module) throws ModuleException {
    try {
      notes.delete(module);
    } catch (IOException e) {
      throw new ModuleException("It cannot be forgotten which version had to leave.", e);
    }
  }

  /**
   * Those whose server died before they had left, by module. Where it died before the new version
   * was made to stay, the old one goes on, and is none of them.
   */
  @Override
  public Map<String, List<Bundle>> unfinished() throws ModuleException {
    try {
      Map<String, List<Bundle>> unfinished = new HashMap<>();
      notes.read().forEach((module, ids) -> unfinished.put(module, replaced(ids)));
      return unfinished;
    } catch (IOException | NumberFormatException e) {
      throw new ModuleException("It cannot be read which version had to leave.", e);
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
        .filter(other -> ModuleBundles.nameOf(other).equals(ModuleBundles.nameOf(old)))
        .anyMatch(other -> other.adapt(BundleStartLevel.class).isPersistentlyStarted());
  }
}
