/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lumoauth.authz.rebac.language.ModelSyntaxException;
import org.lumoauth.authz.rebac.language.ParsedModel;
import org.lumoauth.authz.rebac.language.PositionedName;
import org.lumoauth.authz.rebac.language.PositionedValue;

/** Parses OpenFGA models in the JSON form of the OpenFGA API. */
public final class JsonModelParser {

  private static final String METADATA = "metadata";
  private static final String MODULE = "module";
  private static final String SOURCE = "source_info";
  private static final String TYPE_NAME = "TYPE_NAME_";

  private final JsonRewriteTermParser terms = new JsonRewriteTermParser();

  /**
   * Parses the text.
   *
   * @throws ModelSyntaxException at the first error
   */
  public ParsedModel read(String file, String text) {
    var root = new PositionedJsonParser(file).read(text).asMapping("A model");
    requireKnown(root, "schema_version", "type_definitions", "conditions", "id");
    var schema = root.find("schema_version");
    if (schema.isEmpty()) {
      throw new ModelSyntaxException(
          root.place(), "schema", "A model requires schema_version, for example \"1.1\"");
    }
    var types = new ArrayList<ParsedModel.ParsedType>();
    for (var type : list(root, "type_definitions")) {
      types.add(type(type.asMapping("A type definition")));
    }
    var conditions = new ArrayList<ParsedModel.ParsedCondition>();
    for (var condition : entries(root, "conditions")) {
      conditions.add(condition(condition));
    }
    return new ParsedModel(
        schema.map(version -> version.asName("schema_version")), types, conditions);
  }

  private ParsedModel.ParsedType type(PositionedValue.SourceMapping definition) {
    requireKnown(definition, "type", "relations", METADATA);
    var name = required(definition, "type").asName("The name of a type");
    var metadata = definition.find(METADATA).map(node -> node.asMapping("metadata"));
    var relations = new ArrayList<ParsedModel.ParsedRelation>();
    for (var relation : entries(definition, "relations")) {
      var told =
          metadata
              .flatMap(node -> node.find("relations"))
              .flatMap(node -> node.asMapping("metadata.relations").find(relation.key().text()))
              .map(node -> node.asMapping("The metadata of a relation"));
      relations.add(
          new ParsedModel.ParsedRelation(
              relation.key(),
              told.flatMap(JsonModelParser::module),
              terms.read(relation.value(), 0),
              told.map(this::subjects).orElse(List.of())));
    }
    return new ParsedModel.ParsedType(
        name, false, metadata.flatMap(JsonModelParser::module), relations);
  }

  private List<ParsedModel.ParsedSubjectType> subjects(PositionedValue.SourceMapping metadata) {
    var subjects = new ArrayList<ParsedModel.ParsedSubjectType>();
    requireKnown(metadata, "directly_related_user_types", MODULE, SOURCE);
    for (var node : list(metadata, "directly_related_user_types")) {
      var subject = node.asMapping("A directly related user type");
      requireKnown(subject, "type", "relation", "wildcard", "condition");
      subjects.add(
          new ParsedModel.ParsedSubjectType(
              required(subject, "type").asName("A type"),
              name(subject, "relation"),
              subject.find("wildcard").isPresent(),
              name(subject, "condition")));
    }
    return subjects;
  }

  private ParsedModel.ParsedCondition condition(PositionedValue.SourceMappingEntry entry) {
    var condition = entry.value().asMapping("A condition");
    requireKnown(condition, "name", "expression", "parameters", METADATA);
    var name = name(condition, "name");
    if (name.isPresent() && !name.get().text().equals(entry.key().text())) {
      throw new ModelSyntaxException(
          name.get().place(), "The name of the condition must match its key");
    }
    var parameters = new ArrayList<ParsedModel.ParsedConditionParameter>();
    for (var parameter : entries(condition, "parameters")) {
      parameters.add(parameter(parameter));
    }
    var expression = required(condition, "expression").asText("An expression");
    var module = condition.find(METADATA).map(node -> node.asMapping("metadata"));
    return new ParsedModel.ParsedCondition(
        entry.key(),
        module.flatMap(JsonModelParser::module),
        parameters,
        expression.text(),
        expression.content());
  }

  private static ParsedModel.ParsedConditionParameter parameter(
      PositionedValue.SourceMappingEntry entry) {
    var type = entry.value().asMapping("The type of a parameter");
    requireKnown(type, "type_name", "generic_types");
    var held = list(type, "generic_types");
    if (held.size() > 1) {
      throw new ModelSyntaxException(
          held.get(1).place(), "A list or map must have exactly one element type");
    }
    return new ParsedModel.ParsedConditionParameter(
        entry.key(),
        typeName(type),
        held.stream().findFirst().map(node -> typeName(node.asMapping("A generic type"))));
  }

  private static PositionedName typeName(PositionedValue.SourceMapping type) {
    var name = required(type, "type_name").asName("The name of a type");
    var plain =
        name.text().startsWith(TYPE_NAME) ? name.text().substring(TYPE_NAME.length()) : name.text();
    return new PositionedName(plain.toLowerCase(Locale.ROOT), name.place());
  }

  private static Optional<String> module(PositionedValue.SourceMapping metadata) {
    return name(metadata, MODULE).map(PositionedName::text);
  }

  /** Returns a string; empty if it is missing or empty. */
  private static Optional<PositionedName> name(PositionedValue.SourceMapping mapping, String key) {
    return mapping.find(key).map(node -> node.asName(key)).filter(name -> !name.text().isEmpty());
  }

  /** Refuses unknown members. Ignoring a misspelled member would also ignore its restriction. */
  private static void requireKnown(PositionedValue.SourceMapping mapping, String... names) {
    for (var entry : mapping.entries()) {
      if (!List.of(names).contains(entry.key().text())) {
        throw new ModelSyntaxException(
            entry.key().place(), "'" + entry.key().text() + "' is not supported here");
      }
    }
  }

  private static PositionedValue required(PositionedValue.SourceMapping mapping, String key) {
    return mapping
        .find(key)
        .orElseThrow(
            () -> new ModelSyntaxException(mapping.place(), "'" + key + "' is required here"));
  }

  private static List<PositionedValue> list(PositionedValue.SourceMapping mapping, String key) {
    return mapping.find(key).map(node -> node.asSequence(key).members()).orElse(List.of());
  }

  private static List<PositionedValue.SourceMappingEntry> entries(
      PositionedValue.SourceMapping mapping, String key) {
    return mapping.find(key).map(node -> node.asMapping(key).entries()).orElse(List.of());
  }
}
