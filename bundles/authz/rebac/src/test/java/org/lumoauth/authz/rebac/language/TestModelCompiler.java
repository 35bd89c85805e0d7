/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import org.lumoauth.api.relation.model.RelationModelError;
import org.lumoauth.api.relation.model.RelationModelSourceFiles;
import org.lumoauth.api.relation.model.RelationModelSourceFiles.ModelLanguage;
import org.lumoauth.authz.rebac.model.ModelCompiler.ModelCompilation;
import org.lumoauth.platform.cel.CelExpressionCompiler;

/** Compiles models in tests. */
final class TestModelCompiler {

  static final ModelLanguageCompiler COMPILER =
      new ModelLanguageCompiler(new CelExpressionCompiler());

  private TestModelCompiler() {}

  static ModelCompilation compile(ModelLanguage language, String text) {
    return COMPILER.compile(RelationModelSourceFiles.of(language, text));
  }

  /** A model that must be right. */
  static ModelCompilation right(ModelLanguage language, String text) {
    var compiled = compile(language, text);
    assertEquals(List.of(), compiled.errors(), text);
    assertNotNull(compiled.model());
    return compiled;
  }

  static ModelCompilation dsl(String text) {
    return right(ModelLanguage.OPENFGA_DSL, text);
  }

  /** The errors as {@code line:column code}. */
  static List<String> errors(ModelLanguage language, String text) {
    return shown(compile(language, text).errors());
  }

  static List<String> shown(List<RelationModelError> errors) {
    return errors.stream()
        .map(error -> error.line() + ":" + error.column() + " " + error.code())
        .toList();
  }
}
