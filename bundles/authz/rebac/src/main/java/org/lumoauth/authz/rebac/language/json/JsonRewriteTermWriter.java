/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.lumoauth.authz.rebac.language.ParsedModel;
import org.lumoauth.authz.rebac.language.PositionedName;

/** Serializes userset rewrites in OpenFGA's JSON form. */
final class JsonRewriteTermWriter {

  private JsonRewriteTermWriter() {}

  static void write(JsonGenerator json, ParsedModel.RewriteTerm term) throws IOException {
    json.writeStartObject();
    if (term instanceof ParsedModel.DirectTerm) {
      json.writeObjectFieldStart("this");
      json.writeEndObject();
    } else if (term instanceof ParsedModel.ComputedUsersetTerm computed) {
      relation(json, "computedUserset", computed.relation());
    } else if (term instanceof ParsedModel.TupleToUsersetTerm through) {
      json.writeObjectFieldStart("tupleToUserset");
      relation(json, "tupleset", through.tupleset());
      relation(json, "computedUserset", through.computed());
      json.writeEndObject();
    } else if (term instanceof ParsedModel.UnionTerm union) {
      children(json, "union", union.of());
    } else if (term instanceof ParsedModel.IntersectionTerm intersection) {
      children(json, "intersection", intersection.of());
    } else if (term instanceof ParsedModel.ExclusionTerm exclusion) {
      json.writeObjectFieldStart("difference");
      json.writeFieldName("base");
      write(json, exclusion.base());
      json.writeFieldName("subtract");
      write(json, exclusion.subtract());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void children(
      JsonGenerator json, String operator, List<ParsedModel.RewriteTerm> of) throws IOException {
    json.writeObjectFieldStart(operator);
    json.writeArrayFieldStart("child");
    for (var child : of) {
      write(json, child);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void relation(JsonGenerator json, String field, PositionedName relation)
      throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("relation", relation.text());
    json.writeEndObject();
  }
}
