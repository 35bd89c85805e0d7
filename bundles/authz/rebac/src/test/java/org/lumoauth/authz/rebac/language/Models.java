package org.lumoauth.authz.rebac.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import org.lumoauth.api.relation.ModelError;
import org.lumoauth.api.relation.ModelSource;
import org.lumoauth.api.relation.ModelSource.Language;
import org.lumoauth.authz.rebac.model.ModelCompiler.Compiled;
import org.lumoauth.platform.cel.CelExpressionLanguage;

/** Compiles models in tests. */
final class Models {

  static final LanguageCompiler COMPILER = new LanguageCompiler(new CelExpressionLanguage());

  private Models() {}

  static Compiled compile(Language language, String text) {
    return COMPILER.compile(ModelSource.of(language, text));
  }

  /** A model that must be right. */
  static Compiled right(Language language, String text) {
    var compiled = compile(language, text);
    assertEquals(List.of(), compiled.errors(), text);
    assertNotNull(compiled.model());
    return compiled;
  }

  static Compiled dsl(String text) {
    return right(Language.OPENFGA_DSL, text);
  }

  /** The errors as {@code line:column code}. */
  static List<String> errors(Language language, String text) {
    return shown(compile(language, text).errors());
  }

  static List<String> shown(List<ModelError> errors) {
    return errors.stream()
        .map(error -> error.line() + ":" + error.column() + " " + error.code())
        .toList();
  }
}
