package org.lumoauth.authz.rebac.language;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** Writes userset rewrites in OpenFGA's JSON form. */
final class JsonTermWriter {

  private JsonTermWriter() {}

  static void write(JsonGenerator json, Source.Term term) throws IOException {
    json.writeStartObject();
    if (term instanceof Source.Direct) {
      json.writeObjectFieldStart("this");
      json.writeEndObject();
    } else if (term instanceof Source.Computed computed) {
      relation(json, "computedUserset", computed.relation());
    } else if (term instanceof Source.Through through) {
      json.writeObjectFieldStart("tupleToUserset");
      relation(json, "tupleset", through.tupleset());
      relation(json, "computedUserset", through.computed());
      json.writeEndObject();
    } else if (term instanceof Source.Union union) {
      children(json, "union", union.of());
    } else if (term instanceof Source.Intersection intersection) {
      children(json, "intersection", intersection.of());
    } else if (term instanceof Source.Exclusion exclusion) {
      json.writeObjectFieldStart("difference");
      json.writeFieldName("base");
      write(json, exclusion.base());
      json.writeFieldName("subtract");
      write(json, exclusion.subtract());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void children(JsonGenerator json, String operator, List<Source.Term> of)
      throws IOException {
    json.writeObjectFieldStart(operator);
    json.writeArrayFieldStart("child");
    for (var child : of) {
      write(json, child);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void relation(JsonGenerator json, String field, Name relation) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("relation", relation.text());
    json.writeEndObject();
  }
}
