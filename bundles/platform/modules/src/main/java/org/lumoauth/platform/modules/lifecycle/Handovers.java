package org.lumoauth.platform.modules.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.lumoauth.api.module.ModuleException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * The old versions of an upgrade from before the new one is made to stay until they have left. They
 * are in a file: a server that dies while their work is awaited must not come up with both.
 */
final class Handovers {
  private static final String FILE = "handing-over";

  private final BundleContext context;
  private final Path file;

  Handovers(BundleContext context) {
    this.context = context;
    this.file = context.getDataFile(FILE).toPath();
  }

  /** These hand their work over from now on. */
  void begin(List<Bundle> old) throws ModuleException {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, old.stream().map(each -> String.valueOf(each.getBundleId())).toList());
    } catch (IOException e) {
      throw new ModuleException("It cannot be remembered which version has to leave.", e);
    }
  }

  /** They have left, or go on. */
  void end() throws ModuleException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new ModuleException("It cannot be forgotten which version had to leave.", e);
    }
  }

  /**
   * Those whose server died before they had left. Where it died before the new version was made to
   * stay, the old one goes on, and is none of them.
   */
  List<Bundle> unfinished() throws ModuleException {
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream()
              .map(line -> context.getBundle(Long.parseLong(line)))
              .filter(Objects::nonNull)
              .filter(this::hasSuccessor)
              .toList()
          : List.of();
    } catch (IOException | NumberFormatException e) {
      throw new ModuleException("It cannot be read which version had to leave.", e);
    }
  }

  private boolean hasSuccessor(Bundle old) {
    return Arrays.stream(context.getBundles())
        .filter(other -> other.getBundleId() > old.getBundleId())
        .filter(other -> Modules.nameOf(other).equals(Modules.nameOf(old)))
        .anyMatch(other -> other.adapt(BundleStartLevel.class).isPersistentlyStarted());
  }
}
