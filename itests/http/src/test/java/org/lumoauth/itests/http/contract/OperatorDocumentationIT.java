/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.support.TestServer;

/** The tables that an operator takes for complete are. */
class OperatorDocumentationIT {
  private static final Pattern KEY = Pattern.compile("(?m)^#?([a-z][A-Za-z]+) =");
  private static final Pattern COMMAND =
      Pattern.compile("@Command\\(\\s*scope = \"lumoauth\",\\s*name = \"([a-z-]+)\"");

  @Test
  void listEachShippedSetting() throws IOException {
    List<String> table =
        read("docs/reference/settings.md").lines().filter(line -> line.startsWith("|")).toList();
    var missing = new TreeSet<String>();
    for (Path file : files("config", ".cfg")) {
      KEY.matcher(Files.readString(file))
          .results()
          .map(key -> key.group(1))
          .filter(key -> table.stream().noneMatch(row -> names(row, file, key)))
          .forEach(key -> missing.add(file.getFileName() + " " + key));
    }

    assertEquals(new TreeSet<>(), missing);
  }

  @Test
  void listEachConsoleCommand() throws IOException {
    String table = read("docs/reference/commands.md");
    var commands = new TreeSet<String>();
    for (Path file : files("bundles", ".java")) {
      COMMAND
          .matcher(Files.readString(file))
          .results()
          .forEach(name -> commands.add(name.group(1)));
    }
    assertFalse(commands.isEmpty());

    commands.removeIf(name -> isListed(table, name));

    assertEquals(new TreeSet<>(), commands);
  }

  /** Those of one thing may share a row, as {@code agent-suspend}, {@code agent-activate}. */
  private static boolean isListed(String table, String command) {
    String last = command.substring(command.indexOf('-') + 1);
    return table.contains("`lumoauth:" + command)
        || table.contains("`" + command)
        || table
            .lines()
            .filter(line -> line.contains("`lumoauth:" + command.split("-")[0] + "-"))
            .anyMatch(line -> line.contains("`-" + last));
  }

  /** What mail is told stands in its own document; the table leads there. */
  private static boolean names(String row, Path file, String key) {
    return row.contains("`" + file.getFileName() + "`")
        && (row.contains("`" + key + "`") || row.contains("[mail](../how-to/set-up-mail.md)"));
  }

  private static List<Path> files(String folder, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(TestServer.PROJECT.resolve(folder))) {
      return all.filter(file -> file.toString().endsWith(ending))
          .filter(file -> !file.toString().contains("/target/"))
          .toList();
    }
  }

  private static String read(String file) throws IOException {
    return Files.readString(TestServer.PROJECT.resolve(file));
  }
}
