/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each relative link of the Markdown pages leads to a file, and to a heading if it names one. */
class DocumentationLinksIT {
  private static final Path PROJECT =
      Path.of(System.getProperty("lumoauth.project", "../..")).toAbsolutePath().normalize();
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\\n]*`");
  private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*)$");
  private static final Pattern LINKED_TEXT = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");

  private final Map<Path, Set<String>> anchors = new HashMap<>();

  @Test
  void leadToFilesAndHeadingsThatExist() throws IOException {
    Set<String> broken = new TreeSet<>();
    int read = 0;
    for (Path page : pages()) {
      String text = CODE.matcher(Files.readString(page)).replaceAll(" ");
      for (String link : LINK.matcher(text).results().map(match -> match.group(1)).toList()) {
        if (!link.matches("[a-z]+:.*")) {
          read++;
          if (!resolves(page, link)) {
            broken.add(PROJECT.relativize(page) + " -> " + link);
          }
        }
      }
    }

    assertEquals(Set.of(), broken);
    assertTrue(read > 600, "only " + read + " links were read");
  }

  /** A page that no other page links to cannot be found. */
  @Test
  void leadToEachPageOfTheDocumentationFromItsIndex() throws IOException {
    String index = Files.readString(PROJECT.resolve("docs/README.md"));
    Set<String> missing = new TreeSet<>();
    for (Path page : pages()) {
      String name = PROJECT.resolve("docs").relativize(page).toString().replace('\\', '/');
      if (page.startsWith(PROJECT.resolve("docs"))
          && !name.startsWith("explanation/decisions/")
          && !name.equals("README.md")
          && !index.contains("](" + name + ")")) {
        missing.add(name);
      }
    }

    assertEquals(Set.of(), missing);
  }

  private boolean resolves(Path page, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target =
        parts[0].isEmpty() ? page : page.getParent().resolve(parts[0]).toAbsolutePath().normalize();
    return Files.exists(target)
        && (parts.length == 1
            || !target.toString().endsWith(".md")
            || anchors(target).contains(parts[1]));
  }

  private Set<String> anchors(Path page) throws IOException {
    Set<String> known = anchors.get(page);
    if (known == null) {
      known = new HashSet<>();
      Map<String, Integer> seen = new HashMap<>();
      String text = FENCE.matcher(Files.readString(page)).replaceAll("");
      for (String heading : HEADING.matcher(text).results().map(m -> m.group(1)).toList()) {
        String slug = slug(heading);
        int times = seen.merge(slug, 1, Integer::sum);
        known.add(times == 1 ? slug : slug + "-" + (times - 1));
      }
      anchors.put(page, known);
    }
    return known;
  }

  /** The anchor that GitHub makes of a heading. */
  private static String slug(String heading) {
    return LINKED_TEXT
        .matcher(heading)
        .replaceAll("$1")
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}_\\- ]", "")
        .replace(' ', '-');
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(PROJECT.resolve("docs"));
        Stream<Path> examples = Files.walk(PROJECT.resolve("examples"));
        Stream<Path> config = Files.list(PROJECT.resolve("config"));
        Stream<Path> root = Files.list(PROJECT)) {
      return Stream.of(docs, examples, config, root)
          .flatMap(files -> files)
          .filter(file -> file.toString().endsWith(".md"))
          .filter(
              file -> !file.toString().replace('\\', '/').matches(".*/(?:target|node_modules)/.*"))
          .toList();
    }
  }
}
