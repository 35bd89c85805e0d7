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
 * The builds that are being tried, from before they are installed until they were made to stay or
 * taken away. They are in files: one whose server dies meanwhile would stay installed, and be in
 * the way when it is brought again.
 */
final class CandidateBuilds implements UnfinishedOperations {
  private static final String FOLDER = "tryouts";

  private final BundleContext context;
  private final OperationJournal notes;

  CandidateBuilds(BundleContext context) {
    this.context = context;
    this.notes = new OperationJournal(context.getDataFile(FOLDER).toPath());
  }

  /** A build of a module will be installed at this location. */
  void record(String module, String location) throws ModuleException {
    try {
      notes.write(module, List.of(location));
    } catch (IOException e) {
      throw new ModuleException("It cannot be remembered which version is being tried.", e);
    }
  }

  /** The build of a module stays, or is gone. */
  @Override
  public void complete(String module) throws ModuleException {
    try {
      notes.delete(module);
    } catch (IOException e) {
      throw new ModuleException("It cannot be forgotten which version was being tried.", e);
    }
  }

  /**
   * Those whose server died before it was decided about them, by module. One that was made to stay
   * already is none of them.
   */
  @Override
  public Map<String, List<Bundle>> unfinished() throws ModuleException {
    try {
      Map<String, List<Bundle>> unfinished = new HashMap<>();
      notes.read().forEach((module, locations) -> unfinished.put(module, undecided(locations)));
      return unfinished;
    } catch (IOException e) {
      throw new ModuleException("It cannot be read which version was being tried.", e);
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
