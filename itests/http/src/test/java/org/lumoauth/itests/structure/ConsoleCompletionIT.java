package org.lumoauth.itests.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  private static final String COMPLETED = "@Completion(TenantSlugs.class)";

  @Test
  void completesTenantsEverywhere() throws IOException {
    List<Path> commands = commands();
    assertTrue(commands.size() >= 15, "only " + commands.size() + " commands take a tenant");
    assertEquals(
        List.of(), commands.stream().filter(file -> !argument(file).contains(COMPLETED)).toList());
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

  /** The argument as the source declares it; empty where there is none. */
  private static String argument(Path file) {
    try {
      return ARGUMENT
          .matcher(Files.readString(file))
          .results()
          .map(MatchResult::group)
          .filter(argument -> argument.contains("name = \"tenant\""))
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
