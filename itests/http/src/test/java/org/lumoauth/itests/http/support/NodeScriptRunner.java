/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A folder of {@code src/test} with scripts for Node.js and the packages that their lock file
 * names.
 *
 * @param work where they run
 */
public record NodeScriptRunner(Path work) {
  private static final int INSTALL_SECONDS = 300;
  private static final int RUN_SECONDS = 600;

  /**
   * Gets the packages, once for a build. Where a program is missing the test is skipped and says
   * so; with {@code LUMOAUTH_TEST_BROWSER=required}, as in CI, it fails.
   *
   * @param programs what the scripts need on the path beside Node.js
   */
  public static NodeScriptRunner orSkip(String folder, List<String> programs) throws IOException {
    List<String> needed = new ArrayList<>(List.of("node", "npm"));
    needed.addAll(programs);
    for (String program : needed) {
      assumeTrue(
          find(program).isPresent() || "required".equals(System.getenv("LUMOAUTH_TEST_BROWSER")),
          program + " is not installed: nothing was tried.");
    }
    Path scripts = Path.of("src/test", folder);
    Path work = Path.of("target", folder).toAbsolutePath();
    Files.createDirectories(work);
    try (Stream<Path> files = Files.list(scripts)) {
      for (Path file : files.toList()) {
        Files.copy(file, work.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (!Files.exists(work.resolve("node_modules"))) {
      ProcessRunner.run(
          work,
          Map.of(),
          INSTALL_SECONDS,
          List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"));
    }
    return new NodeScriptRunner(work);
  }

  /** Where a program is. */
  public static Optional<Path> find(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Runs a script, which says {@code ok CASE} or {@code failed CASE: WHY} in a line of each. */
  public Stream<DynamicTest> run(String script, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(arguments);
    List<String> results = ProcessRunner.run(work, Map.of(), RUN_SECONDS, command).lines().toList();
    assertFalse(results.isEmpty(), "the script said nothing");
    return results.stream()
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line.replaceFirst("^\\w+ ", "").replaceFirst(":.*", ""),
                    () -> assertTrue(line.startsWith("ok "), line)));
  }
}
