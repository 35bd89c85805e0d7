/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lumoauth.platform.audit.files.SettingsFileHashStore.SettingsFileDifference;

/**
 * Compares the settings files of a folder with the ledger. Each file is compared after it changed.
 */
final class SettingsFileComparator {
  private static final Pattern SETTINGS = Pattern.compile("[^.].*\\.(cfg|config|json)");

  private final Path folder;
  private final SettingsFileHashStore ledger;
  private final SettingsFileDifferenceReporter reporter;

  /** The size and time of each file at the last check, and of the compared version. */
  private final Map<String, String> seen = new HashMap<>();

  private final Map<String, String> compared = new HashMap<>();
  private boolean isFirst = true;

  /** Receives the differences. */
  interface SettingsFileDifferenceReporter {
    /**
     * Records a difference.
     *
     * @throws RuntimeException if recording failed; the difference is then reported again
     */
    void report(String file, SettingsFileDifference difference);
  }

  SettingsFileComparator(
      Path folder, SettingsFileHashStore ledger, SettingsFileDifferenceReporter reporter) {
    this.folder = folder;
    this.ledger = ledger;
    this.reporter = reporter;
  }

  /**
   * Compares each changed file that is unchanged since the last check, so that a file is not read
   * while it is being written. The first check compares all files.
   */
  void compareAll() throws IOException {
    Map<String, String> now = stamps();
    Set<String> names = new TreeSet<>(now.keySet());
    names.addAll(ledger.files());
    boolean isChanged = isFirst && ledger.isNew();
    for (String name : names) {
      String stamp = now.getOrDefault(name, "");
      boolean isSettled = isFirst || stamp.equals(seen.getOrDefault(name, ""));
      if (isSettled && !stamp.equals(compared.get(name))) {
        isChanged |= compare(name, stamp);
      }
    }
    seen.clear();
    seen.putAll(now);
    isFirst = false;
    if (isChanged) {
      ledger.save();
    }
  }

  private boolean compare(String name, String stamp) throws IOException {
    Map<String, String> values =
        stamp.isEmpty() ? Map.of() : SettingsFileParser.parse(folder.resolve(name));
    SettingsFileDifference difference = ledger.compare(name, values);
    if (!difference.isEmpty()) {
      if (!(isFirst && ledger.isNew())) {
        reporter.report(name, difference);
      }
      ledger.put(name, values);
    }
    compared.put(name, stamp);
    return !difference.isEmpty();
  }

  private Map<String, String> stamps() throws IOException {
    Map<String, String> stamps = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (SETTINGS.matcher(name).matches()) {
          stamps.put(name, Files.size(file) + " " + Files.getLastModifiedTime(file));
        }
      }
    }
    return stamps;
  }
}
