package org.lumoauth.platform.persistence.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A folder that the server writes to.
 *
 * @param name names it in metrics and messages, as {@code data}
 * @param folder the folder, which need not exist yet
 */
record MonitoredFolder(String name, Path folder) {

  /** The bytes that can still be written; empty if the file system does not say. */
  OptionalLong usableBytes() {
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Files.getFileStore(existing).getUsableSpace());
    } catch (IOException | SecurityException e) {
      return OptionalLong.empty();
    }
  }
}
