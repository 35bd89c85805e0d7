/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.master;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Locates the master key file: from the environment, then the configuration, then the data folder.
 */
final class MasterKeyFileLocator {

  private final UnaryOperator<String> environment;
  private final UnaryOperator<String> properties;

  MasterKeyFileLocator(UnaryOperator<String> environment, UnaryOperator<String> properties) {
    this.environment = environment;
    this.properties = properties;
  }

  Path resolve(String configured) {
    return set(environment.apply("LUMOAUTH_MASTER_KEY_FILE"))
        .or(() -> set(configured))
        .map(Path::of)
        .orElseGet(() -> dataFolder().resolve("master.key"));
  }

  private Path dataFolder() {
    return set(environment.apply("LUMOAUTH_DATA"))
        .or(() -> set(properties.apply("lumoauth.data")))
        .or(() -> set(properties.apply("karaf.data")))
        .map(Path::of)
        .orElseGet(() -> Path.of("data"));
  }

  private static Optional<String> set(String text) {
    return Optional.ofNullable(text).filter(value -> !value.isBlank());
  }
}
