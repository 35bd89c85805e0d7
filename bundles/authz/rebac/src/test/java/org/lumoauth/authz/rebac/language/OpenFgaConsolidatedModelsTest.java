/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.relation.model.RelationModelSourceFiles.ModelLanguage;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Every model of OpenFGA's consolidated tests compiles, and reads back from its JSON. The tests are
 * no part of the sources: the system property {@code rebac.consolidated} says where they are.
 */
class OpenFgaConsolidatedModelsTest {

  private static final Path TESTS =
      Path.of(
          System.getProperty(
              "rebac.consolidated", "../../../../shared/data/rebac/openfga-consolidated-1.1.yaml"));

  @Test
  void compilesEveryModel() throws IOException {
    assumeTrue(Files.isReadable(TESTS), "OpenFGA's consolidated tests are not at " + TESTS);
    var refused = new ArrayList<String>();
    var models = models();

    for (var model : models.entrySet()) {
      var compiled = TestModelCompiler.compile(ModelLanguage.OPENFGA_DSL, model.getValue());
      if (!compiled.errors().isEmpty()) {
        refused.add(model.getKey() + ": " + compiled.errors());
      } else {
        assertEquals(
            compiled.json(),
            TestModelCompiler.right(ModelLanguage.OPENFGA_JSON, compiled.json()).json());
      }
    }

    assertFalse(models.isEmpty());
    assertEquals(List.of(), refused);
  }

  private static Map<String, String> models() throws IOException {
    var models = new LinkedHashMap<String, String>();
    var options = new LoaderOptions();
    options.setCodePointLimit(10_000_000);
    Map<String, Object> tests =
        new Yaml(new SafeConstructor(options)).load(Files.readString(TESTS));
    maps(tests.get("tests"))
        .forEach(
            test ->
                maps(test.get("stages"))
                    .filter(stage -> stage.get("model") != null)
                    .forEach(
                        stage ->
                            models.put(
                                test.get("name") + " " + models.size(),
                                (String) stage.get("model"))));
    return models;
  }

  @SuppressWarnings("unchecked") // what YAML gives for mappings in a list
  private static Stream<Map<String, Object>> maps(Object list) {
    return ((List<Map<String, Object>>) list).stream();
  }
}
