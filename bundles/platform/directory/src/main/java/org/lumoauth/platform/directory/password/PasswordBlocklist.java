/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.password;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The blocklist of NIST SP 800-63B-4 section 3.1.1.2. The operator provides it as a file, which is
 * reloaded when it changes.
 */
@Component(service = PasswordBlocklist.class)
public final class PasswordBlocklist {
  public static final String FILE = "org.lumoauth.platform.directory.blocklist.txt";

  private static final Logger LOG = LoggerFactory.getLogger(PasswordBlocklist.class);
  private static final FileTime NEVER = FileTime.fromMillis(0);

  private final Path file;
  private volatile LoadedBlocklist loaded = new LoadedBlocklist(NEVER, Set.of());

  private record LoadedBlocklist(FileTime changedAt, Set<String> entries) {}

  @Activate
  public PasswordBlocklist() {
    this(Path.of(System.getProperty("karaf.etc", "etc"), FILE));
  }

  public PasswordBlocklist(Path file) {
    this.file = file;
  }

  /**
   * Returns whether the list contains this entry.
   *
   * @param text in lower case and normalization form KC
   */
  boolean contains(String text) {
    return current().entries().contains(text);
  }

  private LoadedBlocklist current() {
    var known = loaded;
    try {
      var changedAt = Files.getLastModifiedTime(file);
      if (changedAt.equals(known.changedAt())) {
        return known;
      }
      var read = new LoadedBlocklist(changedAt, read());
      loaded = read;
      LOG.info("directory.blocklist-read entries={}", read.entries().size());
      return read;
    } catch (IOException e) {
      LOG.warn("directory.blocklist-unreadable file={} reason={}", file, e.toString());
      return known; // the previous content remains in effect
    }
  }

  private Set<String> read() throws IOException {
    try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> !line.startsWith("#"))
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .map(PasswordGuessabilityAnalyzer::normalize)
          .collect(Collectors.toUnmodifiableSet());
    }
  }
}
