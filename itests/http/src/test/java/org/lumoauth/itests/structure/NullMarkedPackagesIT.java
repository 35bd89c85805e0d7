/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The main packages of the bundles are {@code @NullMarked}, so that NullAway checks them. The
 * exceptions are in {@code structure/packages-not-null-marked.txt}.
 */
class NullMarkedPackagesIT {
  private static final Path BUNDLES =
      Path.of(System.getProperty("lumoauth.project", "..")).resolve("bundles");
  private static final Path MAIN = Path.of("src", "main", "java");
  private static final Pattern MARKED = Pattern.compile("^@NullMarked$", Pattern.MULTILINE);

  private static final Set<String> packages = new TreeSet<>();
  private static final Set<String> unmarked = new TreeSet<>();

  @BeforeAll
  static void read() throws IOException {
    try (Stream<Path> files = Files.walk(BUNDLES)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Path::getParent)
          .distinct()
          .filter(NullMarkedPackagesIT::isMain)
          .forEach(NullMarkedPackagesIT::read);
    }
    assertTrue(packages.size() > 300, "only " + packages.size() + " packages were found");
  }

  /** A package that is marked or removed also leaves the list: the list may only become shorter. */
  @Test
  void areMarkedUnlessListed() throws IOException {
    assertEquals(
        String.join("\n", list()), String.join("\n", unmarked), "packages without @NullMarked");
  }

  @Test
  void includeAllContracts() {
    assertEquals(
        Set.of(),
        unmarked.stream()
            .filter(name -> name.startsWith("org.lumoauth.api."))
            .collect(Collectors.toSet()));
  }

  private static boolean isMain(Path folder) {
    return folder.toString().contains("/" + MAIN + "/");
  }

  private static void read(Path folder) {
    String text = folder.toString();
    String name =
        text.substring(text.lastIndexOf("/" + MAIN + "/") + MAIN.toString().length() + 2)
            .replace('/', '.');
    packages.add(name);
    if (!isMarked(folder.resolve("package-info.java"))) {
      unmarked.add(name);
    }
  }

  private static boolean isMarked(Path description) {
    try {
      return Files.exists(description) && MARKED.matcher(Files.readString(description)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> list() throws IOException {
    try (var in =
        NullMarkedPackagesIT.class.getResourceAsStream("/structure/packages-not-null-marked.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
