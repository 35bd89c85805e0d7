package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.QueryContext;
import org.lumoauth.api.relation.RelationSubject;

/** The objects of a type to which a user has a relation. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ListObjectsBody(
    String type,
    String relation,
    String user,
    @JsonProperty("contextual_tuples") TupleKeysBody contextualTuples,
    @JsonProperty("authorization_model_id") String modelId,
    Map<String, Object> context,
    String consistency) {

  /** The answer. */
  public record Answer(List<String> objects) {
    /** What was found. */
    public static Answer of(List<ObjectRef> found) {
      return new Answer(found.stream().map(ObjectRef::toString).toList());
    }
  }

  /** The type, as it is asked for. */
  public String checkedType() {
    return TupleText.type(type);
  }

  /** The relation, as it is asked for. */
  public String checkedRelation() {
    return TupleText.relation(relation);
  }

  /** The user. */
  public RelationSubject subject() {
    return TupleText.user(user);
  }

  /** What it rests on. */
  public QueryContext queryContext() {
    return Asked.context(modelId, TupleKeysBody.keys(contextualTuples), context, consistency);
  }
}
