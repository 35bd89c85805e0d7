package org.lumoauth.itests.structure;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of attacks names tests that exist. */
class AttackTableIT {
  private static final Path PROJECT =
      Path.of(System.getProperty("lumoauth.project", "../..")).toAbsolutePath().normalize();
  private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+)#(\\w+)`");
  private static final Pattern TEST =
      Pattern.compile(
          "@(?:Test|TestFactory|DatabaseTest|ParameterizedTest|Property)\\b.*?"
              + "(?:void|boolean|>) (\\w+)\\(",
          Pattern.DOTALL);
  private static final int LEAST = 100;

  @Test
  void namesTestsThatExist() throws IOException {
    Map<String, List<String>> tests = tests();
    List<String> missing = new ArrayList<>();
    int named = 0;
    Matcher name = NAMED.matcher(Files.readString(PROJECT.resolve("docs/security/ATTACKS.md")));
    while (name.find()) {
      named++;
      if (!tests.getOrDefault(name.group(1), List.of()).contains(name.group(2))) {
        missing.add(name.group());
      }
    }

    assertTrue(missing.isEmpty(), "there is no test " + missing);
    assertTrue(named > LEAST, "the table names " + named + " tests");
  }

  /** The tests of each class. */
  private static Map<String, List<String>> tests() throws IOException {
    Map<String, List<String>> tests = new HashMap<>();
    for (String folder : List.of("bundles", "itests")) {
      try (Stream<Path> files = Files.walk(PROJECT.resolve(folder))) {
        for (Path file : files.filter(AttackTableIT::isTest).toList()) {
          Matcher test = TEST.matcher(Files.readString(file));
          List<String> of =
              tests.computeIfAbsent(
                  file.getFileName().toString().replace(".java", ""), unused -> new ArrayList<>());
          while (test.find()) {
            of.add(test.group(1));
          }
        }
      }
    }
    return tests;
  }

  private static boolean isTest(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.contains("/src/test/java/") && path.matches(".*(Test|IT)\\.java");
  }
}
