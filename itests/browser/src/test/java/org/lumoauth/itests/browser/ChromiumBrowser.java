/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A browser that scripts drive: node with the packages of {@code src/test/browser}, and the
 * machine's Chromium.
 */
final class ChromiumBrowser {
  private static final Path SCRIPTS = Path.of("src/test/browser");
  private static final Path WORK = Path.of("target/browser");

  private final Path chromium;

  private ChromiumBrowser(Path chromium) {
    this.chromium = chromium;
  }

  /**
   * The browser. Where there is none the test is skipped and says so; with {@code
   * LUMOAUTH_TEST_BROWSER=required}, as in CI, it fails.
   */
  static ChromiumBrowser orSkip() throws IOException, InterruptedException {
    Optional<String> missing = missingPrograms();
    if (missing.isPresent() && "required".equals(System.getenv("LUMOAUTH_TEST_BROWSER"))) {
      throw new AssertionError(missing.get());
    }
    assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
    return install();
  }

  /** What is missing to have one, as a sentence; empty if nothing is. */
  private static Optional<String> missingPrograms() {
    return chromium().isEmpty()
        ? Optional.of("Chromium is not installed: no page was looked at.")
        : Stream.of("node", "npm").allMatch(ChromiumBrowser::installed)
            ? Optional.empty()
            : Optional.of("Node.js is not installed: no page was looked at.");
  }

  private static boolean installed(String command) {
    return find(command).isPresent();
  }

  private static Optional<Path> chromium() {
    return Optional.ofNullable(System.getenv("LUMOAUTH_TEST_CHROMIUM"))
        .map(Path::of)
        .or(() -> find("chromium"))
        .or(() -> find("chromium-browser"))
        .or(() -> find("google-chrome"));
  }

  private static Optional<Path> find(String command) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, command))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Gets the packages that the lock file names, once for a build. */
  private static ChromiumBrowser install() throws IOException, InterruptedException {
    Files.createDirectories(WORK);
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      for (Path file : files.toList()) {
        Files.copy(file, WORK.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (!Files.exists(WORK.resolve("node_modules/playwright-core"))) {
      List<String> lines =
          run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
      if (!Files.exists(WORK.resolve("node_modules/playwright-core"))) {
        throw new IOException("npm ci failed: " + String.join("\n", lines));
      }
    }
    return new ChromiumBrowser(chromium().orElseThrow());
  }

  /** Where the browser is. */
  Path executable() {
    return chromium;
  }

  /** Runs a script to its end and returns what it wrote. */
  List<String> run(String script, Path plan) throws IOException, InterruptedException {
    return run("node", script, plan.toAbsolutePath().toString());
  }

  private static List<String> run(String... command) throws IOException, InterruptedException {
    Path log = Files.createTempFile(WORK.toAbsolutePath(), "run", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(WORK.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(command[0] + " did not end: " + Files.readString(log));
    }
    return Files.readAllLines(log);
  }
}
