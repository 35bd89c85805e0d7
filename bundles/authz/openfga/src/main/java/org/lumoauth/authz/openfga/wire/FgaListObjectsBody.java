/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.RelationSubject;

/** A request for the objects of a type that a user has a relation to. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FgaListObjectsBody(
    String type,
    String relation,
    String user,
    @JsonProperty("contextual_tuples") FgaTupleKeysBody contextualTuples,
    @JsonProperty("authorization_model_id") String modelId,
    Map<String, Object> context,
    String consistency) {

  /** The objects. */
  public record FgaListObjectsResponse(List<String> objects) {
    /** Creates the response. */
    public static FgaListObjectsResponse of(List<ObjectRef> found) {
      return new FgaListObjectsResponse(found.stream().map(ObjectRef::toString).toList());
    }
  }

  /** Returns the validated type. */
  public String checkedType() {
    return FgaTupleTextParser.type(type);
  }

  /** Returns the validated relation. */
  public String checkedRelation() {
    return FgaTupleTextParser.relation(relation);
  }

  /** Returns the user. */
  public RelationSubject subject() {
    return FgaTupleTextParser.user(user);
  }

  /** Returns the model, contextual tuples, context and consistency. */
  public RelationQueryContext queryContext() {
    return QueryContextParser.toQueryContext(
        modelId, FgaTupleKeysBody.keys(contextualTuples), context, consistency);
  }
}
