/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The folders that the server writes to: the data folder and the folder of an embedded database.
 */
@Component(
    service = ServerDataFolders.class,
    configurationPid = "org.lumoauth.platform.persistence")
public final class ServerDataFolders {
  private static final String H2 = "jdbc:h2:";

  private final Map<String, Path> folders = new LinkedHashMap<>();

  @Activate
  public ServerDataFolders(BundleContext context, PersistenceConfig config) {
    DatabaseSettingsResolver source =
        new DatabaseSettingsResolver(System.getenv(), context::getProperty);
    folders.put("data", source.dataFolder());
    ofUrl(source.resolve(config).url()).ifPresent(folder -> folders.put("database", folder));
  }

  /** Returns the folders by name, {@code data} and {@code database}. */
  public Map<String, Path> all() {
    return folders;
  }

  /**
   * Returns the folder of an embedded database; empty for other databases and for one in memory.
   */
  static Optional<Path> ofUrl(String url) {
    if (!url.startsWith(H2)) {
      return Optional.empty();
    }
    String place = url.substring(H2.length()).split(";", 2)[0];
    if (place.startsWith("mem:")) {
      return Optional.empty();
    }
    Path file = Path.of(place.startsWith("file:") ? place.substring("file:".length()) : place);
    return Optional.ofNullable(file.toAbsolutePath().getParent());
  }
}
