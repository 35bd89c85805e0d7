/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.lumoauth.itests.http.support.ProcessRunner;
import org.lumoauth.itests.http.support.TestServer;

/**
 * The example of the module authors' guide, built as the guide says: once for all test classes that
 * are extended with this.
 */
final class ExampleModuleExtension implements BeforeAllCallback {
  private static final Path FOLDER = TestServer.PROJECT.resolve("examples/authorization-model");

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.create(ExampleModuleExtension.class))
        .getOrComputeIfAbsent(ExampleModuleExtension.class, built -> build());
  }

  /** Builds both versions. */
  private static boolean build() {
    maven("-pl", "bundles/api", "-am", "install", "-DskipTests");
    for (int version = 1; version <= 2; version++) {
      maven("-f", FOLDER.resolve("pom.xml").toString(), "-Dmajor=" + version, "package");
    }
    return true;
  }

  /** The archive of a version, 1 or 2. */
  static Path jar(int version) {
    return FOLDER
        .resolve("target/v" + version + "/change-freeze-" + version + ".0.0.jar")
        .toAbsolutePath()
        .normalize();
  }

  private static void maven(String... arguments) {
    String repository = System.getProperty("lumoauth.repository", "");
    List<String> command = new ArrayList<>(List.of("./mvnw", "-q", "-B"));
    if (!repository.isEmpty()) {
      command.add("-Dmaven.repo.local=" + repository);
    }
    command.addAll(List.of(arguments));
    ProcessRunner.run(TestServer.PROJECT, Map.of(), 300, command);
  }
}
