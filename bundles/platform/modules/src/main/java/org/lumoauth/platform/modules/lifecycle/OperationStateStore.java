/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Stores the state of operations for recovery after a crash, with one file per module, so that
 * operations do not overwrite each other.
 */
final class OperationStateStore {
  private static final String PART = ".part";

  private final Path folder;

  OperationStateStore(Path folder) {
    this.folder = folder;
  }

  /** Writes the lines of a module atomically, replacing the previous lines. */
  void write(String module, List<String> lines) throws IOException {
    Files.createDirectories(folder);
    Path part = folder.resolve(module + PART);
    Files.write(part, lines);
    Files.move(
        part,
        folder.resolve(module),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes the lines of a module. */
  void delete(String module) throws IOException {
    Files.deleteIfExists(folder.resolve(module));
  }

  /** Returns the stored lines by module. */
  Map<String, List<String>> read() throws IOException {
    Map<String, List<String>> notes = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          String name = file.getFileName().toString();
          if (!name.endsWith(PART)) {
            notes.put(name, Files.readAllLines(file));
          }
        }
      }
    }
    return notes;
  }
}
