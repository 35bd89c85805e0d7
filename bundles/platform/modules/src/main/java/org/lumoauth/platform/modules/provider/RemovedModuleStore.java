/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The removed modules and the contracts they provided, stored in a file of the data folder with one
 * module per line. A new build of the distribution reinstalls its bundles, except those an operator
 * removed.
 */
@Component(service = RemovedModuleStore.class)
public final class RemovedModuleStore {
  private static final Logger LOG = LoggerFactory.getLogger(RemovedModuleStore.class);
  private static final String FILE = "removed-modules";
  private static final String SEPARATOR = " ";

  private final Path file;
  private final Map<String, Set<String>> contracts = new ConcurrentSkipListMap<>();

  @Activate
  public RemovedModuleStore(BundleContext context) {
    this(
        Stream.of(System.getenv("LUMOAUTH_DATA"), context.getProperty("lumoauth.data"))
            .filter(folder -> folder != null && !folder.isBlank())
            .map(Path::of)
            .findFirst()
            .orElseGet(() -> context.getDataFile("").toPath())
            .resolve(FILE));
  }

  private RemovedModuleStore(Path file) {
    this.file = file;
    if (Files.exists(file)) {
      read();
    }
  }

  /**
   * Creates the store of a folder. A static method, because a component has exactly one public
   * constructor.
   */
  public static RemovedModuleStore inFolder(Path folder) {
    return new RemovedModuleStore(folder.resolve(FILE));
  }

  /** Adds a removed module with its contracts. */
  public void add(String module, Set<String> provided) {
    contracts.put(module, Set.copyOf(provided));
    write();
  }

  /** Deletes the entry of a reinstalled module. */
  public void forget(String module) {
    if (contracts.remove(module) != null) {
      write();
    }
  }

  /** Returns whether the module was removed and not reinstalled since. */
  public boolean contains(String module) {
    return contracts.containsKey(module);
  }

  /** Returns the module that provided a contract before its removal. */
  public Optional<String> providerOf(String contract) {
    return contracts.entrySet().stream()
        .filter(module -> module.getValue().contains(contract))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private void read() {
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.isBlank()) {
          continue;
        }
        String[] words = line.strip().split(SEPARATOR);
        contracts.put(words[0], Arrays.stream(words).skip(1).collect(Collectors.toSet()));
      }
    } catch (IOException e) {
      LOG.error("removed_modules_not_read file={}", file, e);
    }
  }

  /** Writes the file atomically, so that a crash leaves the previous list. */
  private synchronized void write() {
    try {
      Path part = file.resolveSibling(FILE + ".part");
      Files.write(
          part,
          contracts.entrySet().stream()
              .map(each -> each.getKey() + SEPARATOR + String.join(SEPARATOR, each.getValue()))
              .toList());
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.error("removed_modules_not_written file={}", file, e);
    }
  }
}
