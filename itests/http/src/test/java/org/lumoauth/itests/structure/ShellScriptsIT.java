/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** ShellCheck reports nothing about the shell scripts of the project. */
class ShellScriptsIT {
  private static final Path PROJECT =
      Path.of(System.getProperty("lumoauth.project", "../..")).toAbsolutePath().normalize();
  private static final Set<String> SKIPPED_FOLDERS =
      Set.of("target", "node_modules", ".git", "data", "java");
  private static final Pattern SHELL =
      Pattern.compile("#!.*\\b(?:sh|bash)|# shellcheck shell=(?:sh|bash)");

  @Test
  void passShellCheck() throws Exception {
    List<String> scripts = scripts();
    assertTrue(
        scripts.containsAll(
            List.of("lumoauth", "mvnw", "distribution/src/main/assembly/bin/setenv")),
        scripts.toString());
    assumeTrue(isInstalled("shellcheck"), "shellcheck is not installed: no script was checked.");

    List<String> command = new ArrayList<>(List.of("shellcheck", "--norc", "--format=gcc"));
    command.addAll(scripts);
    Process process =
        new ProcessBuilder(command).directory(PROJECT.toFile()).redirectErrorStream(true).start();
    String report =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals("", report);
    assertEquals(0, process.waitFor());
  }

  /** The paths of the scripts below the project. */
  private static List<String> scripts() throws IOException {
    Set<String> found = new TreeSet<>();
    Files.walkFileTree(
        PROJECT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return SKIPPED_FOLDERS.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = file.getFileName().toString();
            boolean canBeScript = name.endsWith(".sh") || !name.contains(".");
            if (canBeScript && attributes.isRegularFile() && isScript(file)) {
              found.add(PROJECT.relativize(file).toString());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return List.copyOf(found);
  }

  private static boolean isScript(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines.findFirst().filter(line -> SHELL.matcher(line).find()).isPresent();
    }
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
