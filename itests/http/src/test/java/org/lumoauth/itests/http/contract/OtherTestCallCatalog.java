/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.itests.http.support.TestServer;
import org.yaml.snakeyaml.Yaml;

/**
 * Operations that another test calls than {@code contract/calls.yaml}: {@code
 * contract/elsewhere.yaml}, with what stands in the code that calls them. All of it has to be
 * there, in the test and in what it calls them by; in it are the operation's path and a call of its
 * method.
 *
 * @param tests by operation the pieces of code, by the file that they are in: a class or a script
 * @param source the code of a file
 */
record OtherTestCallCatalog(
    Map<String, Map<String, List<String>>> tests, UnaryOperator<String> source) {

  private static final Path CODE = TestServer.PROJECT.resolve("itests/http/src/test");

  /** How calls of a method begin, in Java and in scripts. */
  private static final Map<String, List<String>> METHODS =
      Map.of(
          "GET", List.of("get(", "open(", "openOnly("),
          "POST", List.of("post(", "form("),
          "PUT", List.of("put("),
          "PATCH", List.of("patch("),
          "DELETE", List.of("delete("));

  static OtherTestCallCatalog read() throws IOException {
    try (InputStream text =
        OtherTestCallCatalog.class.getResourceAsStream("/contract/elsewhere.yaml")) {
      return new OtherTestCallCatalog(new Yaml().load(text), OtherTestCallCatalog::code);
    }
  }

  Set<String> operations() {
    return tests.keySet();
  }

  /** The operations that are not called as it is written down. */
  List<String> missing() {
    return operations().stream().filter(operation -> !isCalled(operation)).sorted().toList();
  }

  private boolean isCalled(String operation) {
    String[] parts = operation.split(" ~");
    String path = ".*" + parts[1].replaceAll("\\{[^}]*}", "[^/]+") + "([^\\w/].*)?";
    List<String> pieces = tests.get(operation).values().stream().flatMap(List::stream).toList();
    return tests.get(operation).entrySet().stream()
            .allMatch(file -> containsAll(file.getKey(), file.getValue()))
        && pieces.stream().anyMatch(piece -> piece.replaceAll("[\\s\"'+]", "").matches(path))
        && pieces.stream()
            .anyMatch(piece -> METHODS.get(parts[0]).stream().anyMatch(piece::contains));
  }

  private boolean containsAll(String file, List<String> pieces) {
    String code =
        source
            .apply(file)
            .lines()
            .filter(line -> !line.strip().matches("(//|/?\\*).*"))
            .collect(Collectors.joining("\n"));
    return pieces.stream()
        .map(OtherTestCallCatalog::withoutWhitespace)
        .allMatch(withoutWhitespace(code)::contains);
  }

  private static String withoutWhitespace(String code) {
    return code.replaceAll("\\s", "");
  }

  private static String code(String file) {
    String name = file.contains(".") ? file : file + ".java";
    try (Stream<Path> files = Files.walk(CODE)) {
      return Files.readString(files.filter(each -> each.endsWith(name)).findFirst().orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
