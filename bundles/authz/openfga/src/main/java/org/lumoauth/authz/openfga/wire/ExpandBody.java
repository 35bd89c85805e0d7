package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.QueryContext;
import org.lumoauth.authz.openfga.FgaFailure;

/** Who has a relation to an object, one step of the model deep. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExpandBody(
    @JsonProperty("tuple_key") TupleKeyBody tupleKey,
    @JsonProperty("contextual_tuples") TupleKeysBody contextualTuples,
    @JsonProperty("authorization_model_id") String modelId,
    String consistency) {

  /** The answer. */
  public record Answer(Tree tree) {}

  /** The tree. */
  public record Tree(TreeNode root) {}

  /** The object. */
  public ObjectRef object() {
    return TupleText.object(key().object());
  }

  /** The relation. */
  public String relation() {
    return TupleText.relation(key().relation());
  }

  /** What it rests on. */
  public QueryContext queryContext() {
    return Asked.context(modelId, TupleKeysBody.keys(contextualTuples), null, consistency);
  }

  private TupleKeyBody key() {
    TupleKeyBody key = CheckBody.required(tupleKey);
    if (key.object() == null || key.relation() == null) {
      throw new FgaFailure(400, "invalid_expand_input", "tuple_key has an object and a relation.");
    }
    return key;
  }
}
