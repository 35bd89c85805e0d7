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
 * What must be known of an operation if the server dies in it: a file for each module, so that one
 * operation does not take away what another has left undone.
 */
final class OperationJournal {
  private static final String PART = ".part";

  private final Path folder;

  OperationJournal(Path folder) {
    this.folder = folder;
  }

  /** Notes these lines of a module, as a whole, in the place of what was noted of it before. */
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

  /** Forgets what was noted of a module. */
  void delete(String module) throws IOException {
    Files.deleteIfExists(folder.resolve(module));
  }

  /** What is noted, by module. */
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
