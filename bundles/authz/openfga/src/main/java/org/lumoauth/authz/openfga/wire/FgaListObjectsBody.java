package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.RelationSubject;

/** The objects of a type to which a user has a relation. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FgaListObjectsBody(
    String type,
    String relation,
    String user,
    @JsonProperty("contextual_tuples") FgaTupleKeysBody contextualTuples,
    @JsonProperty("authorization_model_id") String modelId,
    Map<String, Object> context,
    String consistency) {

  /** The answer. */
  public record FgaListObjectsResponse(List<String> objects) {
    /** What was found. */
    public static FgaListObjectsResponse of(List<ObjectRef> found) {
      return new FgaListObjectsResponse(found.stream().map(ObjectRef::toString).toList());
    }
  }

  /** The type, as it is asked for. */
  public String checkedType() {
    return FgaTupleTextParser.type(type);
  }

  /** The relation, as it is asked for. */
  public String checkedRelation() {
    return FgaTupleTextParser.relation(relation);
  }

  /** The user. */
  public RelationSubject subject() {
    return FgaTupleTextParser.user(user);
  }

  /** What it rests on. */
  public RelationQueryContext queryContext() {
    return QueryContextParser.toQueryContext(
        modelId, FgaTupleKeysBody.keys(contextualTuples), context, consistency);
  }
}
