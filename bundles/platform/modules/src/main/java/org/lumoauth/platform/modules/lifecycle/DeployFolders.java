/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders that Felix fileinstall watches, such as {@code deploy/}. When a module is removed,
 * its file there is deleted too; otherwise it would be reinstalled at the next start.
 */
final class DeployFolders {
  private static final Logger LOG = LoggerFactory.getLogger(DeployFolders.class);
  private static final String FILTER = "(service.factoryPid=org.apache.felix.fileinstall)";
  private static final String FOLDER = "felix.fileinstall.dir";

  private final ConfigurationAdmin configurations;

  DeployFolders(ConfigurationAdmin configurations) {
    this.configurations = configurations;
  }

  /** Deletes the file of this bundle location if it is directly in a watched folder. */
  void remove(String location) {
    if (!location.startsWith("file:")) {
      return;
    }
    try {
      Path file = Path.of(URI.create(location)).toRealPath();
      if (folders().contains(file.getParent())) {
        Files.delete(file);
        LOG.info("module_file_deleted file={}", file);
      }
    } catch (IOException | IllegalArgumentException | InvalidSyntaxException e) {
      LOG.warn("module_file_kept location={} reason={}", location, e.toString());
    }
  }

  /**
   * Returns whether a bundle location is a file directly in a watched folder, even if the file is
   * deleted.
   */
  boolean contains(String location) {
    if (!location.startsWith("file:")) {
      return false;
    }
    try {
      Path folder = Path.of(URI.create(location)).getParent();
      return folder != null && Files.isDirectory(folder) && folders().contains(real(folder));
    } catch (IOException | IllegalArgumentException | InvalidSyntaxException e) {
      LOG.debug("module_folder_unknown location={} reason={}", location, e.toString());
      return false;
    }
  }

  /**
   * Returns the SHA-256 of the file at a bundle location in hexadecimal; empty if it does not
   * exist.
   */
  Optional<String> sha256(String location) {
    return location.startsWith("file:") ? sha256(Path.of(URI.create(location))) : Optional.empty();
  }

  /** Returns the SHA-256 of a file in hexadecimal; empty if it does not exist. */
  static Optional<String> sha256(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Optional.of(HexFormat.of().formatHex(sum));
    } catch (IOException e) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Set<Path> folders() throws IOException, InvalidSyntaxException {
    Configuration[] found = configurations.listConfigurations(FILTER);
    return (found == null ? Stream.<Configuration>empty() : Arrays.stream(found))
        .map(configuration -> configuration.getProperties().get(FOLDER))
        .filter(Objects::nonNull)
        .flatMap(folders -> Arrays.stream(folders.toString().split(",")))
        .map(String::strip)
        .map(Path::of)
        .filter(Files::isDirectory)
        .map(DeployFolders::real)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return null;
    }
  }
}
