/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.authz.rebac.language.ModelSyntaxException;
import org.lumoauth.authz.rebac.language.ParsedModel;
import org.lumoauth.authz.rebac.language.PositionedName;
import org.lumoauth.authz.rebac.language.PositionedValue;
import org.lumoauth.authz.rebac.language.dsl.DslScanner;
import org.lumoauth.authz.rebac.language.dsl.DslTokenStream;
import org.lumoauth.authz.rebac.language.dsl.SubjectTypeParser;

/**
 * Parses LumoAuth namespaces: types with relations, for which tuples are written, and permissions,
 * which are derived from relations. See docs/reference/relation-models.md.
 */
public final class NamespaceModelParser {

  private static final String USER = "user";

  /**
   * Parses the text.
   *
   * @throws ModelSyntaxException at the first error
   */
  public ParsedModel read(String file, String text) {
    var root = new PositionedYamlParser(file, text).read(text).asMapping("A model");
    onlyKeys(root, Set.of("namespaces", "conditions"));
    var namespaces =
        root.find("namespaces")
            .orElseThrow(() -> new ModelSyntaxException(root.place(), "'namespaces' is required"))
            .asMapping("namespaces");
    var types = new ArrayList<ParsedModel.ParsedType>();
    for (var namespace : namespaces.entries()) {
      types.add(type(namespace));
    }
    if (types.stream().noneMatch(type -> type.name().text().equals(USER))) {
      // If the model does not declare users, the built-in user type is added.
      types.add(
          0,
          new ParsedModel.ParsedType(
              new PositionedName(USER, namespaces.place()), false, Optional.empty(), List.of()));
    }
    var conditions = new ArrayList<ParsedModel.ParsedCondition>();
    root.find("conditions")
        .ifPresent(
            node ->
                node.asMapping("conditions")
                    .entries()
                    .forEach(entry -> conditions.add(new YamlConditionParser().read(entry))));
    return new ParsedModel(Optional.empty(), types, conditions);
  }

  private static ParsedModel.ParsedType type(PositionedValue.SourceMappingEntry namespace) {
    var body = namespace.value().asMapping("A namespace");
    onlyKeys(body, Set.of("relations", "permissions"));
    var relations = new ArrayList<ParsedModel.ParsedRelation>();
    for (var relation : entries(body, "relations")) {
      relations.add(relation(relation));
    }
    for (var permission : entries(body, "permissions")) {
      var term = new PermissionExpressionParser().read(permission.value());
      relations.add(
          new ParsedModel.ParsedRelation(permission.key(), Optional.empty(), term, List.of()));
    }
    return new ParsedModel.ParsedType(namespace.key(), false, Optional.empty(), relations);
  }

  private static ParsedModel.ParsedRelation relation(PositionedValue.SourceMappingEntry relation) {
    var subjects = new ArrayList<ParsedModel.ParsedSubjectType>();
    if (relation.value() instanceof PositionedValue.SourceSequence list) {
      list.members().forEach(member -> subjects(member.asText("A subject type"), subjects));
    } else {
      subjects(relation.value().asText("The subject types of a relation"), subjects);
    }
    return new ParsedModel.ParsedRelation(
        relation.key(),
        Optional.empty(),
        new ParsedModel.DirectTerm(relation.value().place()),
        subjects);
  }

  private static void subjects(
      PositionedValue.SourceScalar text, List<ParsedModel.ParsedSubjectType> subjects) {
    var tokens = new DslTokenStream(new DslScanner(text.content(), text.text()));
    var parser = new SubjectTypeParser(tokens);
    do {
      subjects.add(parser.read());
    } while (tokens.take("|"));
    tokens.expectEnd();
  }

  private static List<PositionedValue.SourceMappingEntry> entries(
      PositionedValue.SourceMapping mapping, String key) {
    return mapping.find(key).map(node -> node.asMapping(key).entries()).orElse(List.of());
  }

  static void onlyKeys(PositionedValue.SourceMapping mapping, Set<String> known) {
    for (var entry : mapping.entries()) {
      if (!known.contains(entry.key().text())) {
        throw new ModelSyntaxException(
            entry.key().place(),
            "'"
                + entry.key().text()
                + "' is not supported here; supported are "
                + String.join(", ", known.stream().sorted().toList()));
      }
    }
  }
}
