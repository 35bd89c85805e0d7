/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lumoauth.authz.rebac.language.ParsedModel;
import org.lumoauth.authz.rebac.language.PositionedName;

/** Writes a model in OpenFGA's JSON form. The output is deterministic. */
public final class JsonModelWriter {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String DEFAULT_SCHEMA = "1.1";

  public String write(ParsedModel source) {
    var text = new StringWriter();
    try (var json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField(
          "schema_version", source.schema().map(PositionedName::text).orElse(DEFAULT_SCHEMA));
      json.writeArrayFieldStart("type_definitions");
      for (var type : source.types()) {
        type(json, type);
      }
      json.writeEndArray();
      json.writeObjectFieldStart("conditions");
      for (var condition : source.conditions()) {
        condition(json, condition);
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private static void type(JsonGenerator json, ParsedModel.ParsedType type) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type.name().text());
    json.writeObjectFieldStart("relations");
    for (var relation : type.relations()) {
      json.writeFieldName(relation.name().text());
      JsonRewriteTermWriter.write(json, relation.term());
    }
    json.writeEndObject();
    if (!type.relations().isEmpty() || type.module().isPresent()) {
      metadata(json, type);
    }
    json.writeEndObject();
  }

  private static void metadata(JsonGenerator json, ParsedModel.ParsedType type) throws IOException {
    json.writeObjectFieldStart("metadata");
    json.writeObjectFieldStart("relations");
    for (var relation : type.relations()) {
      json.writeObjectFieldStart(relation.name().text());
      subjects(json, relation.subjects());
      module(json, relation.module());
      json.writeEndObject();
    }
    json.writeEndObject();
    module(json, type.module());
    json.writeEndObject();
  }

  private static void subjects(JsonGenerator json, List<ParsedModel.ParsedSubjectType> subjects)
      throws IOException {
    json.writeArrayFieldStart("directly_related_user_types");
    for (var subject : subjects) {
      json.writeStartObject();
      json.writeStringField("type", subject.type().text());
      if (subject.relation().isPresent()) {
        json.writeStringField("relation", subject.relation().get().text());
      }
      if (subject.wildcard()) {
        json.writeObjectFieldStart("wildcard");
        json.writeEndObject();
      }
      if (subject.condition().isPresent()) {
        json.writeStringField("condition", subject.condition().get().text());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void condition(JsonGenerator json, ParsedModel.ParsedCondition condition)
      throws IOException {
    json.writeObjectFieldStart(condition.name().text());
    json.writeStringField("name", condition.name().text());
    json.writeStringField("expression", condition.expression());
    json.writeObjectFieldStart("parameters");
    for (var parameter : condition.parameters()) {
      json.writeObjectFieldStart(parameter.name().text());
      typeName(json, parameter.type());
      if (parameter.element().isPresent()) {
        json.writeArrayFieldStart("generic_types");
        json.writeStartObject();
        typeName(json, parameter.element().get());
        json.writeEndObject();
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    json.writeEndObject();
    if (condition.module().isPresent()) {
      json.writeObjectFieldStart("metadata");
      module(json, condition.module());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void typeName(JsonGenerator json, PositionedName type) throws IOException {
    json.writeStringField("type_name", "TYPE_NAME_" + type.text().toUpperCase(Locale.ROOT));
  }

  private static void module(JsonGenerator json, Optional<String> module) throws IOException {
    if (module.isPresent()) {
      json.writeStringField("module", module.get());
    }
  }
}
