package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.lumoauth.authz.openfga.FgaFailure;

/** What is expected of a model. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AssertionsBody(List<One> assertions) {
  private static final int MAX = 100;

  /** One expectation. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record One(
      @JsonProperty("tuple_key") TupleKeyBody tupleKey,
      Boolean expectation,
      @JsonProperty("contextual_tuples") List<TupleKeyBody> contextualTuples,
      Map<String, Object> context) {}

  /** All that is kept of a model. */
  public record Answer(
      @JsonProperty("authorization_model_id") String modelId, List<One> assertions) {}

  /**
   * The assertions, each of which has the form of a question.
   *
   * @throws FgaFailure 400
   */
  public List<One> checked() {
    if (assertions == null) {
      throw FgaFailure.invalid("assertions is a list.");
    }
    if (assertions.size() > MAX) {
      throw new FgaFailure(
          400, "assertions_too_many_items", "There are at most " + MAX + " assertions.");
    }
    for (One each : assertions) {
      if (each == null || each.expectation() == null) {
        throw FgaFailure.invalid("An assertion has a tuple_key and an expectation.");
      }
      CheckBody.required(each.tupleKey()).key();
      TupleKeysBody.keys(new TupleKeysBody(each.contextualTuples(), null, null))
          .forEach(TupleKeyBody::tuple);
    }
    return assertions;
  }
}
