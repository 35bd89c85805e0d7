/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.structure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page of all bundles, made from their poms and the Javadoc of their first package. To write
 * the page: {@code java itests/http/src/test/java/org/lumoauth/itests/structure/BundleMap.java}.
 */
final class BundleMap {

  static final Path PAGE = Path.of("docs/reference/bundles.md");

  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<dependency>\\s*<groupId>org\\.lumoauth</groupId>\\s*"
              + "<artifactId>org\\.lumoauth\\.([\\w.-]+)</artifactId>(.*?)</dependency>",
          Pattern.DOTALL);

  private BundleMap() {}

  public static void main(String[] arguments) throws IOException {
    Files.writeString(PAGE, page(Path.of("")));
  }

  static String page(Path project) throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Bundles

            This page lists the bundles of LumoAuth, their purpose, and the bundles that they import besides `api`. A test compares
            it with the poms and the package documentation. [Architecture](../explanation/architecture.md) explains the layers.

            | bundle | purpose | imports |
            |---|---|---|
            """);
    try (Stream<Path> poms = Files.find(project.resolve("bundles"), 3, BundleMap::isBundle)) {
      for (Path pom :
          poms.sorted(Comparator.comparing(pom -> name(project, pom.getParent()))).toList()) {
        Path bundle = pom.getParent();
        page.append(
            "| `%s` | %s | %s |\n".formatted(name(project, bundle), summary(bundle), imports(pom)));
      }
    }
    return page.toString();
  }

  private static boolean isBundle(Path file, Object attributes) {
    return file.endsWith("pom.xml") && Files.isDirectory(file.resolveSibling("src/main/java"));
  }

  private static String name(Path project, Path bundle) {
    return project.resolve("bundles").relativize(bundle).toString().replace('\\', '/');
  }

  private static String summary(Path bundle) throws IOException {
    try (Stream<Path> files = Files.walk(bundle.resolve("src/main/java"))) {
      List<Path> infos =
          files
              .filter(file -> file.endsWith("package-info.java"))
              .sorted(Comparator.comparingInt(Path::getNameCount).thenComparing(Path::toString))
              .toList();
      if (infos.isEmpty() || bundle.endsWith("api")) {
        return "The contracts: interfaces, records, annotations and events";
      }
      if (bundle.endsWith("support")) {
        return "Classes that several modules use: background tasks, parsers and OAuth rules";
      }
      Matcher javadoc =
          Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL)
              .matcher(Files.readString(infos.get(0)));
      if (!javadoc.find()) {
        return "";
      }
      String text =
          javadoc
              .group(1)
              .replaceAll("(?m)^\\s*\\*", "")
              .replaceAll("\\{@link(?:plain)?\\s+[^\\s}]+\\s+([^}]+)\\}", "$1")
              .replaceAll("\\{@(?:code|link|linkplain)\\s+(?:[\\w.]+[.#])?([^}]+)\\}", "$1")
              .replaceAll("<p>.*", "")
              .replaceAll("\\s+", " ")
              .strip();
      int end = text.indexOf(". ");
      return (end < 0 ? text.replaceAll("\\.$", "") : text.substring(0, end)).replace("|", "\\|");
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String imports(Path pom) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    Matcher each = DEPENDENCY.matcher(Files.readString(pom));
    while (each.find()) {
      if (!each.group(2).contains("<scope>test</scope>") && !each.group(1).equals("api")) {
        names.add("`" + each.group(1) + "`");
      }
    }
    return names.stream().collect(Collectors.joining(", "));
  }
}
