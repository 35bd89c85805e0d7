package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.authz.openfga.FgaException;

/** Who has a relation to an object, one step of the model deep. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FgaExpandBody(
    @JsonProperty("tuple_key") FgaTupleKeyBody tupleKey,
    @JsonProperty("contextual_tuples") FgaTupleKeysBody contextualTuples,
    @JsonProperty("authorization_model_id") String modelId,
    String consistency) {

  /** The answer. */
  public record FgaExpandResponse(FgaUsersetTree tree) {}

  /** The tree. */
  public record FgaUsersetTree(FgaTreeNode root) {}

  /** The object. */
  public ObjectRef object() {
    return FgaTupleTextParser.object(key().object());
  }

  /** The relation. */
  public String relation() {
    return FgaTupleTextParser.relation(key().relation());
  }

  /** What it rests on. */
  public RelationQueryContext queryContext() {
    return QueryContextParser.toQueryContext(
        modelId, FgaTupleKeysBody.keys(contextualTuples), null, consistency);
  }

  private FgaTupleKeyBody key() {
    FgaTupleKeyBody key = FgaCheckBody.required(tupleKey);
    if (key.object() == null || key.relation() == null) {
      throw new FgaException(
          400, "invalid_expand_input", "tuple_key has an object and a relation.");
    }
    return key;
  }
}
