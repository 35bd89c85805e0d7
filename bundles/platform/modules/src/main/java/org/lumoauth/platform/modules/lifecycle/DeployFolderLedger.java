/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The modules of the deploy folder that the audit log has recorded. A file stores them by location.
 */
final class DeployFolderLedger {
  private static final Logger LOG = LoggerFactory.getLogger(DeployFolderLedger.class);
  private static final int PARTS = 4;

  private final Path file;
  private final Properties entries = new Properties();

  DeployFolderLedger(Path file) {
    this.file = file;
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        entries.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        LOG.warn("deploy_folder_ledger_unreadable file={} reason={}", file, e.toString());
      }
    }
  }

  /**
   * A recorded module.
   *
   * @param lastModified the time the framework installed or updated the bundle
   * @param origin the part of the server that installed the module
   */
  record DeployedModuleEntry(String module, String version, long lastModified, String origin) {

    /** Returns name and version for messages. */
    String label() {
      return module + " " + version;
    }

    private String text() {
      return lastModified + " " + origin + " " + version + " " + module;
    }

    private static Optional<DeployedModuleEntry> parse(String text) {
      String[] parts = text == null ? new String[0] : text.split(" ", PARTS);
      return parts.length == PARTS && parts[0].matches("[0-9]{1,18}")
          ? Optional.of(
              new DeployedModuleEntry(parts[3], parts[2], Long.parseLong(parts[0]), parts[1]))
          : Optional.empty();
    }
  }

  synchronized Set<String> locations() {
    return Set.copyOf(entries.stringPropertyNames());
  }

  /** Stores an entry and returns the one it replaces. */
  synchronized Optional<DeployedModuleEntry> put(String location, DeployedModuleEntry entry) {
    Optional<DeployedModuleEntry> previous =
        DeployedModuleEntry.parse((String) entries.put(location, entry.text()));
    if (!previous.equals(Optional.of(entry))) {
      save();
    }
    return previous;
  }

  synchronized Optional<DeployedModuleEntry> remove(String location) {
    Optional<DeployedModuleEntry> previous =
        DeployedModuleEntry.parse((String) entries.remove(location));
    if (previous.isPresent()) {
      save();
    }
    return previous;
  }

  private void save() {
    try (Writer writer = Files.newBufferedWriter(file)) {
      entries.store(writer, null);
    } catch (IOException e) {
      LOG.warn("deploy_folder_ledger_unwritable file={} reason={}", file, e.toString());
    }
  }
}
