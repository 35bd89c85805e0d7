/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Javadoc, texts and documentation contain no phrase of {@code structure/banned-phrases.txt}. The
 * exceptions, as phrases that a protocol defines, are counted by file in {@code
 * structure/banned-phrases-allowed.txt}.
 */
class PlainLanguageIT {
  private static final Path PROJECT = Path.of(System.getProperty("lumoauth.project", ".."));

  private static final Pattern TOKEN =
      Pattern.compile(
          "/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\])'",
          Pattern.DOTALL);

  private static final Pattern CODE = Pattern.compile("```.*?```|`[^`\\n]*`", Pattern.DOTALL);

  @Test
  void containNoBannedPhrase() throws IOException {
    Pattern banned =
        Pattern.compile(
            "\\b(?:" + String.join("|", lines("banned-phrases.txt")) + ")\\b",
            Pattern.CASE_INSENSITIVE);
    Map<String, String> found = new TreeMap<>();
    int read = 0;
    for (Path file : files()) {
      read++;
      List<String> phrases =
          banned.matcher(prose(file)).results().map(MatchResult::group).distinct().toList();
      if (!phrases.isEmpty()) {
        found.put(PROJECT.relativize(file).toString(), String.join(", ", phrases));
      }
    }
    assertTrue(read > 3_000, "only " + read + " files were read");
    Map<String, String> allowed = new TreeMap<>();
    for (String line : lines("banned-phrases-allowed.txt")) {
      String[] parts = line.split(": ", 2);
      allowed.put(parts[0], parts[1]);
    }
    assertEquals(lines(allowed), lines(found));
  }

  private static String lines(Map<String, String> phrases) {
    return phrases.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining("\n"));
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> bundles = Files.walk(PROJECT.resolve("bundles"));
        Stream<Path> docs = Files.walk(PROJECT.resolve("docs"));
        Stream<Path> root = Files.list(PROJECT);
        Stream<Path> config = Files.list(PROJECT.resolve("config"))) {
      return Stream.of(bundles.filter(PlainLanguageIT::isShipped), docs, root, config)
          .flatMap(files -> files)
          .filter(path -> path.toString().matches(".*(?:\\.java|\\.md|\\.cfg|[/_]en\\.properties)"))
          .toList();
    }
  }

  private static boolean isShipped(Path path) {
    String text = path.toString();
    return text.contains("/src/main/");
  }

  /** The parts of a file that people read, one after the other. */
  private static String prose(Path file) throws IOException {
    String text = Files.readString(file);
    String name = file.toString();
    if (name.endsWith(".md")) {
      return CODE.matcher(text).replaceAll(" ");
    }
    if (name.endsWith(".cfg")) {
      return text.lines().filter(line -> line.startsWith("#")).collect(Collectors.joining("\n"));
    }
    if (name.endsWith(".properties")) {
      return text;
    }
    return TOKEN
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .filter(token -> token.startsWith("/**") || token.startsWith("\""))
        .map(token -> token.replaceAll("\\s*\\n\\s*\\*?\\s*", " "))
        .collect(Collectors.joining("\n"));
  }

  private static List<String> lines(String file) throws IOException {
    try (var in = PlainLanguageIT.class.getResourceAsStream("/structure/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }
}
