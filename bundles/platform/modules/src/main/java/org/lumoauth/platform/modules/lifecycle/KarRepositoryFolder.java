/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder in which Karaf unpacks {@code .kar} archives, each into its own Maven repository.
 * Their bundles have {@code mvn:} locations that do not identify the archive.
 */
final class KarRepositoryFolder {
  private static final Logger LOG = LoggerFactory.getLogger(KarRepositoryFolder.class);

  /** Group, artifact and version; type and classifier may follow. */
  private static final Pattern MAVEN =
      Pattern.compile("mvn:(?:[^!]*!)?([A-Za-z0-9._-]+)/([A-Za-z0-9._-]+)/([A-Za-z0-9._-]+)");

  private final Path folder;

  KarRepositoryFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * A bundle in a {@code .kar} archive.
   *
   * @param archive the name of the archive
   * @param jar the bundle's file
   */
  record KarBundle(String archive, Path jar) {}

  /**
   * Returns the archive content at this bundle location; empty if no installed archive contains it.
   */
  Optional<KarBundle> find(String location) {
    Matcher maven = MAVEN.matcher(location);
    if (!maven.matches() || !Files.isDirectory(folder)) {
      return Optional.empty();
    }
    String jar =
        "%s/%s/%s/%2$s-%3$s.jar"
            .formatted(maven.group(1).replace('.', '/'), maven.group(2), maven.group(3));
    try (Stream<Path> archives = Files.list(folder)) {
      return archives
          .map(archive -> new KarBundle(archive.getFileName() + ".kar", archive.resolve(jar)))
          .filter(content -> Files.isRegularFile(content.jar()))
          .findFirst();
    } catch (IOException e) {
      LOG.debug("kar_folder_unreadable folder={} reason={}", folder, e.toString());
      return Optional.empty();
    }
  }
}
