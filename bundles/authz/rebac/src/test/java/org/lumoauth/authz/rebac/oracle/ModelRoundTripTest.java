/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.lumoauth.api.relation.model.RelationModelSourceFiles;
import org.lumoauth.api.relation.model.RelationModelSourceFiles.ModelLanguage;
import org.lumoauth.authz.rebac.language.ModelLanguageCompiler;
import org.lumoauth.authz.rebac.model.ModelCompiler.ModelCompilation;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.lumoauth.platform.cel.CelExpressionCompiler;

/** Random models stay the same from text to model to JSON to model. */
class ModelRoundTripTest {

  private static final ModelLanguageCompiler COMPILER =
      new ModelLanguageCompiler(new CelExpressionCompiler());

  @Property(tries = 300, seed = "1", shrinking = ShrinkingMode.OFF)
  void staysTheSameModel(@ForAll long seed) {
    var random = new Random(seed);
    var compiled =
        Stream.generate(
                () -> compile(ModelLanguage.OPENFGA_DSL, new RandomModelWriter(random).write()))
            .filter(each -> each.model() != null)
            .findFirst()
            .get();

    var again = compile(ModelLanguage.OPENFGA_JSON, compiled.json());

    assertNotNull(again.model(), () -> compiled.json() + again.errors());
    assertEquals(compiled.json(), again.json());
    assertEquals(compiled.model().types(), again.model().types());
    assertEquals(conditions(compiled.model()), conditions(again.model()));
    assertEquals(again.model().types(), COMPILER.read(again.json()).types());
  }

  /** Without the compiled expressions, of which no two are the same. */
  private static Map<String, String> conditions(RelationModel model) {
    return model.conditions().values().stream()
        .collect(
            Collectors.toMap(
                condition -> condition.name(),
                condition ->
                    condition.source()
                        + condition.parameters().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .toList()));
  }

  private static ModelCompilation compile(ModelLanguage language, String text) {
    return COMPILER.compile(RelationModelSourceFiles.of(language, text));
  }
}
