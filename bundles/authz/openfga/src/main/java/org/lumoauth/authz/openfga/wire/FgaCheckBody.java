/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.authz.openfga.FgaException;

/** A check whether a user has a relation to an object. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FgaCheckBody(
    @JsonProperty("tuple_key") FgaTupleKeyBody tupleKey,
    @JsonProperty("contextual_tuples") FgaTupleKeysBody contextualTuples,
    @JsonProperty("authorization_model_id") String modelId,
    Map<String, Object> context,
    String consistency) {

  /** The result of a check. */
  public record FgaCheckResponse(boolean allowed, String resolution) {}

  /** Returns the tuple to check. */
  public TupleKey question() {
    return required(tupleKey).key();
  }

  /** Returns the model, contextual tuples, context and consistency. */
  public RelationQueryContext queryContext() {
    return QueryContextParser.toQueryContext(
        modelId, FgaTupleKeysBody.keys(contextualTuples), context, consistency);
  }

  static FgaTupleKeyBody required(FgaTupleKeyBody key) {
    if (key == null) {
      throw FgaException.invalid("`tuple_key` is required.");
    }
    return key;
  }
}
