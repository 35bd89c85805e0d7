/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever command of the console takes a tenant, the tab key completes it. */
class ConsoleCompletionIT {
  private static final Path PROJECT = Path.of(System.getProperty("lumoauth.project", ".."));

  /** An argument's annotations, up to the field. */
  private static final Pattern ARGUMENT =
      Pattern.compile("@Argument\\(.*?\\bprivate ", Pattern.DOTALL);

  private static final Pattern PARENT = Pattern.compile("class \\w+ extends (\\w+)");

  private static final Pattern COMPLETED =
      Pattern.compile("@Completion\\(\\w*TenantSlugCompleter\\.class\\)");

  @Test
  void completesTenantOfEachCommand() throws IOException {
    List<Path> commands = commands();
    assertTrue(commands.size() >= 15, "only " + commands.size() + " commands take a tenant");
    assertEquals(
        List.of(),
        commands.stream().filter(file -> !COMPLETED.matcher(argument(file)).find()).toList());
  }

  private static List<Path> commands() throws IOException {
    try (Stream<Path> files = Files.walk(PROJECT.resolve("bundles"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("/src/main/"))
          .filter(file -> !argument(file).isEmpty())
          .toList();
    }
  }

  /** The argument as the source, or what it extends beside it, declares it; empty without one. */
  private static String argument(Path file) {
    String source = text(file);
    if (!source.contains("@Command(")) {
      return "";
    }
    return declared(source)
        .or(
            () ->
                PARENT
                    .matcher(source)
                    .results()
                    .map(parent -> file.resolveSibling(parent.group(1) + ".java"))
                    .filter(Files::exists)
                    .flatMap(parent -> declared(text(parent)).stream())
                    .findFirst())
        .orElse("");
  }

  private static Optional<String> declared(String source) {
    return ARGUMENT
        .matcher(source)
        .results()
        .map(MatchResult::group)
        .filter(argument -> argument.contains("name = \"tenant\""))
        .findFirst();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
