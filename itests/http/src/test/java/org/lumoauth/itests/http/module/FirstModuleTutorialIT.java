/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.support.ProcessRunner;
import org.lumoauth.itests.http.support.TestServer;

/**
 * Runs the tutorial of the first module as a module author who has only the release archive: the
 * local Maven repository contains libraries and plugins, but no artifact of LumoAuth.
 */
class FirstModuleTutorialIT {
  private static final String PAGE = "docs/tutorials/first-module.md";
  private static final Pattern EXAMPLE = Pattern.compile("```sh run\\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  private final Map<String, String> environment = new HashMap<>();
  private Path archive;

  @BeforeEach
  void prepare() throws IOException {
    archive = releaseArchive();
    int port = TestServer.freePort();
    environment.put("ARCHIVE", archive.toString());
    environment.put("BASE", "http://127.0.0.1:" + port);
    environment.put("LUMOAUTH_HTTP_PORT", Integer.toString(port));
    environment.put("LUMOAUTH_CONSOLE_PORT", Integer.toString(TestServer.freePort()));
    environment.put("LUMOAUTH_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    environment.put("LUMOAUTH_START_SECONDS", "300");
    environment.put("LUMOAUTH_DATA", folder.resolve("data").toString());
    environment.put("M2", folder.resolve("m2").toString());
    environment.put("MAVEN_ARGS", mavenArguments());
    environment.put("PATH", mavenCommand() + ":" + System.getenv("PATH"));
  }

  @AfterEach
  void stop() {
    String home = archive.getFileName().toString().replace(".tar.gz", "");
    Path script = folder.resolve(home).resolve("bin/lumoauth");
    if (Files.exists(script)) {
      ProcessRunner.run(folder, environment, 60, List.of(script.toString(), "down"));
    }
  }

  @Test
  void generatesBuildsDeploysUpgradesAndRemovesAModule() throws IOException {
    StringBuilder script = new StringBuilder("set -e\n");
    EXAMPLE
        .matcher(Files.readString(TestServer.PROJECT.resolve(PAGE)))
        .results()
        .forEach(example -> script.append(example.group(1)));

    String printed =
        ProcessRunner.run(folder, environment, 600, List.of("sh", "-c", script.toString()));

    assertTrue(printed.contains("permitted: "), printed);
    assertTrue(printed.contains(", other: 0\n"), printed);
    Path reports = folder.resolve("public-documents/target/surefire-reports");
    assertTrue(
        Files.exists(reports.resolve("com.example.PublicDocumentModelContractTest.txt")), printed);
  }

  private static Path releaseArchive() throws IOException {
    try (Stream<Path> files = Files.list(TestServer.PROJECT.resolve("distribution/target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("lumoauth-.*\\.tar\\.gz"))
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * Downloads the archetype plugin into the shared repository once, not in each run of the test.
   */
  private String mavenArguments() throws IOException {
    String shared = System.getProperty("lumoauth.repository", "");
    ProcessRunner.run(
        TestServer.PROJECT,
        Map.of(),
        300,
        List.of("./mvnw", "-q", "-B", "-N", "-Dmaven.repo.local=" + shared, "archetype:help"));
    return "-B -Dmaven.repo.local="
        + folder.resolve("m2/repository")
        + " -Dmaven.repo.local.tail="
        + withoutLumoAuth(Path.of(shared));
  }

  /** Links everything in a Maven repository but the artifacts of this project. */
  private Path withoutLumoAuth(Path repository) throws IOException {
    Path links = Files.createDirectories(folder.resolve("libraries"));
    link(repository, links, "org");
    link(repository.resolve("org"), Files.createDirectory(links.resolve("org")), "lumoauth");
    return links;
  }

  private static void link(Path from, Path to, String excluded) throws IOException {
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.toList()) {
        if (!entry.getFileName().toString().equals(excluded)) {
          Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
        }
      }
    }
  }

  /**
   * A folder with the command {@code mvn}: the Maven of this project. The wrapper starts a {@code
   * mvn} of its path, which must not be this command.
   */
  private Path mavenCommand() throws IOException {
    Path command = Files.createDirectories(folder.resolve("bin")).resolve("mvn");
    Files.writeString(
        command,
        "#!/bin/sh\nPATH='%s' exec '%s/mvnw' \"$@\"\n"
            .formatted(System.getenv("PATH"), TestServer.PROJECT));
    assertTrue(command.toFile().setExecutable(true));
    return command.getParent();
  }
}
