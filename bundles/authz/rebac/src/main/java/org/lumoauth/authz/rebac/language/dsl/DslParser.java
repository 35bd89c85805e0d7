/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language.dsl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.authz.rebac.language.EmbeddedTextPosition;
import org.lumoauth.authz.rebac.language.ModelSyntaxException;
import org.lumoauth.authz.rebac.language.ParsedModel;
import org.lumoauth.authz.rebac.language.PositionedName;
import org.lumoauth.authz.rebac.language.dsl.DslToken.DslTokenKind;

/**
 * Parses the OpenFGA modeling language: a model with schema 1.1, or one module of a model with
 * schema 1.2.
 *
 * @see <a href="https://openfga.dev/docs/configuration-language">Configuration language</a>
 */
public final class DslParser {

  private static final Set<String> STATEMENTS = Set.of("type", "extend", "condition");

  private final DslTokenStream tokens;

  public DslParser(String file, String text) {
    this.tokens = new DslTokenStream(new DslScanner(EmbeddedTextPosition.ofFile(file), text));
  }

  /**
   * Parses the text.
   *
   * @throws ModelSyntaxException at the first syntax error
   */
  public ParsedModel read() {
    var module = new ArrayList<String>();
    var schema = header(module);
    var moduleName = module.stream().findFirst();
    var types = new ArrayList<ParsedModel.ParsedType>();
    var conditions = new ArrayList<ParsedModel.ParsedCondition>();
    while (tokens.peek().kind() != DslTokenKind.END) {
      var statement = tokens.next();
      if (!statement.first() || !STATEMENTS.contains(statement.text())) {
        throw new ModelSyntaxException(
            statement.place(),
            "Expected 'type', 'extend type' or 'condition' on a separate line, found "
                + statement.shown());
      }
      if (statement.is("condition")) {
        conditions.add(new DslConditionParser(tokens, moduleName).read());
      } else {
        types.add(type(statement, moduleName));
      }
    }
    return new ParsedModel(schema, types, conditions);
  }

  private Optional<PositionedName> header(List<String> module) {
    var word = tokens.next();
    if (word.is("module")) {
      module.add(tokens.name("the name of the module").text());
      return Optional.empty();
    }
    if (!word.is("model")) {
      throw new ModelSyntaxException(
          word.place(),
          "A model must begin with 'model' and a module with 'module', found " + word.shown());
    }
    tokens.expect("schema");
    var version = tokens.next();
    if (version.kind() != DslTokenKind.WORD) {
      throw new ModelSyntaxException(
          version.place(), "Expected the schema version, for example 1.1");
    }
    return Optional.of(new PositionedName(version.text(), version.place()));
  }

  private ParsedModel.ParsedType type(DslToken statement, Optional<String> module) {
    boolean extension = statement.is("extend");
    if (extension) {
      tokens.expect("type");
    }
    var name = tokens.name("the name of the type");
    var relations = new ArrayList<ParsedModel.ParsedRelation>();
    if (tokens.peek().first() && tokens.peek().is("relations")) {
      tokens.next();
      while (tokens.peek().first() && tokens.peek().is("define")) {
        tokens.next();
        relations.add(relation(extension ? module : Optional.empty()));
      }
      if (relations.isEmpty()) {
        throw new ModelSyntaxException(
            tokens.peek().place(),
            "Expected 'define' after 'relations', found " + tokens.peek().shown());
      }
    }
    return new ParsedModel.ParsedType(name, extension, module, relations);
  }

  private ParsedModel.ParsedRelation relation(Optional<String> module) {
    var name = tokens.name("the name of the relation");
    tokens.expect(":");
    var subjects = new ArrayList<ParsedModel.ParsedSubjectType>();
    var term = new DslRewriteTermParser(tokens, subjects).read();
    return new ParsedModel.ParsedRelation(name, module, term, subjects);
  }
}
