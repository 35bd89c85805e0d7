/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.authz.openfga.FgaException;

/** A request for the users of a relation to an object, expanded by one step of the model. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FgaExpandBody(
    @JsonProperty("tuple_key") FgaTupleKeyBody tupleKey,
    @JsonProperty("contextual_tuples") FgaTupleKeysBody contextualTuples,
    @JsonProperty("authorization_model_id") String modelId,
    String consistency) {

  /** The response to an expand request. */
  public record FgaExpandResponse(FgaUsersetTree tree) {}

  /** The tree of users. */
  public record FgaUsersetTree(FgaUsersetTreeNode root) {}

  /** Returns the object. */
  public ObjectRef object() {
    return FgaTupleTextParser.object(key().object());
  }

  /** Returns the relation. */
  public String relation() {
    return FgaTupleTextParser.relation(key().relation());
  }

  /** Returns the model, contextual tuples and consistency. */
  public RelationQueryContext queryContext() {
    return QueryContextParser.toQueryContext(
        modelId, FgaTupleKeysBody.keys(contextualTuples), null, consistency);
  }

  private FgaTupleKeyBody key() {
    FgaTupleKeyBody key = FgaCheckBody.required(tupleKey);
    if (key.object() == null || key.relation() == null) {
      throw new FgaException(
          400, "invalid_expand_input", "`tuple_key` must have an `object` and a `relation`.");
    }
    return key;
  }
}
