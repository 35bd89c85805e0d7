/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.relation.model.RelationModelSourceFiles;
import org.lumoauth.api.relation.model.RelationModelSourceFiles.ModelLanguage;

/** The examples in docs/reference/relation-models.md are correct. */
class RelationModelsDocumentationTest {

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```([^\\n]*)\\n(.*?)^```$");

  private final String page = page();

  @Test
  void documentsModelsThatCompile() {
    TestModelCompiler.right(ModelLanguage.OPENFGA_DSL, only("fga"));
    TestModelCompiler.right(ModelLanguage.OPENFGA_JSON, only("json"));
    TestModelCompiler.right(ModelLanguage.NAMESPACE_YAML, only("yaml"));
  }

  @Test
  void documentsModulesThatCompile() {
    var files =
        Stream.of("core.fga", "wiki.fga")
            .map(name -> new RelationModelSourceFiles.ModelFile(name, only("fga " + name)))
            .toList();

    assertEquals(
        List.of(),
        TestModelCompiler.COMPILER
            .compile(new RelationModelSourceFiles(ModelLanguage.OPENFGA_DSL, files))
            .errors());
  }

  @Test
  void documentsErrorsOfInvalidModel() {
    assertEquals(
        only("errors").lines().toList(),
        TestModelCompiler.errors(ModelLanguage.OPENFGA_DSL, only("fga wrong")));
  }

  @Test
  void documentsEveryErrorCode() throws IOException {
    var code =
        Pattern.compile("\"([a-z]+(?:_[a-z]+)+|syntax|schema|files|extend|duplicate|cycle)\"");
    try (var sources = Files.walk(Path.of("src/main/java/org/lumoauth/authz/rebac/language"))) {
      for (var source : sources.filter(Files::isRegularFile).toList()) {
        Pattern.compile("(?:problems\\.add|new SyntaxProblem)\\((.*?)\\);", Pattern.DOTALL)
            .matcher(Files.readString(source))
            .results()
            .flatMap(call -> code.matcher(call.group(1)).results())
            .forEach(
                found -> assertTrue(page.contains("`" + found.group(1) + "`"), found.group(1)));
      }
    }
  }

  /** The only block with this heading. */
  private String only(String heading) {
    var blocks =
        BLOCK
            .matcher(page)
            .results()
            .filter(block -> block.group(1).equals(heading))
            .map(block -> block.group(2))
            .toList();
    assertEquals(1, blocks.size(), heading);
    return blocks.get(0);
  }

  private static String page() {
    try {
      return Files.readString(Path.of("../../../docs/reference/relation-models.md"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
