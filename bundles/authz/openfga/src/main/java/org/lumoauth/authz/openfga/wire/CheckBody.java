package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.lumoauth.api.relation.QueryContext;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.authz.openfga.FgaFailure;

/** Whether a user has a relation to an object. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CheckBody(
    @JsonProperty("tuple_key") TupleKeyBody tupleKey,
    @JsonProperty("contextual_tuples") TupleKeysBody contextualTuples,
    @JsonProperty("authorization_model_id") String modelId,
    Map<String, Object> context,
    String consistency) {

  /** The answer. */
  public record Answer(boolean allowed, String resolution) {}

  /** What is asked. */
  public TupleKey question() {
    return required(tupleKey).key();
  }

  /** What it rests on. */
  public QueryContext queryContext() {
    return Asked.context(modelId, TupleKeysBody.keys(contextualTuples), context, consistency);
  }

  static TupleKeyBody required(TupleKeyBody key) {
    if (key == null) {
      throw FgaFailure.invalid("tuple_key is required.");
    }
    return key;
  }
}
