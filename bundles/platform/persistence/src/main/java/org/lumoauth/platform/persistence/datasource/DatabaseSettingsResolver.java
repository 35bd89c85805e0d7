/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Resolves the settings: from the environment, then the configuration, then the embedded default.
 */
final class DatabaseSettingsResolver {
  private final Map<String, String> environment;
  private final UnaryOperator<String> properties;

  /**
   * Creates a resolver.
   *
   * @param environment the environment of the process
   * @param properties system and framework properties by name, null if absent
   */
  DatabaseSettingsResolver(Map<String, String> environment, UnaryOperator<String> properties) {
    this.environment = environment;
    this.properties = properties;
  }

  DatabaseSettings resolve(PersistenceConfig config) {
    String url = first(environment.get("LUMOAUTH_DB_URL"), config.url());
    if (url.isEmpty()) {
      return new DatabaseSettings(embeddedUrl(), "sa", "", config.poolSize());
    }
    return new DatabaseSettings(
        url,
        first(environment.get("LUMOAUTH_DB_USER"), config.user()),
        first(environment.get("LUMOAUTH_DB_PASSWORD"), config.password()),
        config.poolSize());
  }

  /**
   * Returns the URL of the embedded database, which is protected by file permissions instead of a
   * password.
   */
  private String embeddedUrl() {
    Path folder = dataFolder().resolve("db").toAbsolutePath().normalize();
    if (folder.toString().contains(";")) {
      throw new IllegalArgumentException(
          "The path of the data folder "
              + folder
              + " must not contain a semicolon. Choose another folder.");
    }
    OwnerOnlyDirectory.create(folder);
    return "jdbc:h2:file:" + folder.resolve("lumoauth");
  }

  Path dataFolder() {
    String data = first(properties.apply("LUMOAUTH_DATA"), environment.get("LUMOAUTH_DATA"));
    return Path.of(data.isEmpty() ? first(properties.apply("karaf.data"), "data") : data);
  }

  private static String first(String preferred, String otherwise) {
    if (preferred != null && !preferred.isBlank()) {
      return preferred.strip();
    }
    return otherwise == null ? "" : otherwise.strip();
  }
}
