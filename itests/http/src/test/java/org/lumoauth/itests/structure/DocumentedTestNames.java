/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.structure;

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

/**
 * The tests that a page of the documentation names, as {@code SomeTest#method}.
 *
 * @param all those that it names
 * @param missing those of them that there are not
 */
record DocumentedTestNames(List<String> all, List<String> missing) {
  private static final Path PROJECT =
      Path.of(System.getProperty("lumoauth.project", "../..")).toAbsolutePath().normalize();
  private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+)#(\\w+)`");
  private static final Pattern TEST =
      Pattern.compile(
          "@(?:Test|TestFactory|DatabaseTest|ParameterizedTest|Property)\\b.*?"
              + "(?:void|boolean|>) (\\w+)\\(",
          Pattern.DOTALL);

  static DocumentedTestNames in(String page) throws IOException {
    Map<String, List<String>> tests = tests();
    List<String> all = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    Matcher name = NAMED.matcher(Files.readString(PROJECT.resolve(page)));
    while (name.find()) {
      all.add(name.group());
      if (!tests.getOrDefault(name.group(1), List.of()).contains(name.group(2))) {
        missing.add(name.group());
      }
    }
    return new DocumentedTestNames(all, missing);
  }

  /** The tests of each class. */
  private static Map<String, List<String>> tests() throws IOException {
    Map<String, List<String>> tests = new HashMap<>();
    for (String folder : List.of("bundles", "itests", "tour")) {
      try (Stream<Path> files = Files.walk(PROJECT.resolve(folder))) {
        for (Path file : files.filter(DocumentedTestNames::isTest).toList()) {
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
