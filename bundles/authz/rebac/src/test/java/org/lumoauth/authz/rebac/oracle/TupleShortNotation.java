/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.model.RelationModelSourceFiles;
import org.lumoauth.api.relation.model.RelationModelSourceFiles.ModelLanguage;
import org.lumoauth.authz.rebac.language.ModelLanguageCompiler;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.lumoauth.platform.cel.CelExpressionCompiler;

/** Reads the short forms in which tests write tuples, as {@code doc:1#viewer@group:g#member}. */
final class TupleShortNotation {

  private static final ModelLanguageCompiler COMPILER =
      new ModelLanguageCompiler(new CelExpressionCompiler());

  private TupleShortNotation() {}

  static RelationModel model(String dsl) {
    var compiled = COMPILER.compile(RelationModelSourceFiles.of(ModelLanguage.OPENFGA_DSL, dsl));
    assertEquals(List.of(), compiled.errors(), dsl);
    return compiled.model();
  }

  static TupleKey key(String text) {
    int at = text.indexOf('@');
    int hash = text.indexOf('#');
    return new TupleKey(
        object(text.substring(0, hash)),
        text.substring(hash + 1, at),
        subject(text.substring(at + 1)));
  }

  static ObjectRef object(String text) {
    int colon = text.indexOf(':');
    return new ObjectRef(text.substring(0, colon), text.substring(colon + 1));
  }

  static RelationSubject subject(String text) {
    int hash = text.indexOf('#');
    var object = object(hash < 0 ? text : text.substring(0, hash));
    return new RelationSubject(
        object.type(),
        object.id(),
        hash < 0 ? Optional.empty() : Optional.of(text.substring(hash + 1)));
  }
}
