/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.lumoauth.authz.openfga.FgaException;

/** The assertions of a model. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FgaAssertionsBody(List<FgaAssertion> assertions) {
  private static final int MAX = 100;

  /** One assertion. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FgaAssertion(
      @JsonProperty("tuple_key") FgaTupleKeyBody tupleKey,
      Boolean expectation,
      @JsonProperty("contextual_tuples") List<FgaTupleKeyBody> contextualTuples,
      Map<String, Object> context) {}

  /** All stored assertions of a model. */
  public record FgaAssertionsResponse(
      @JsonProperty("authorization_model_id") String modelId, List<FgaAssertion> assertions) {}

  /**
   * Returns the assertions, each validated like a check.
   *
   * @throws FgaException 400 for an invalid assertion
   */
  public List<FgaAssertion> checked() {
    if (assertions == null) {
      throw FgaException.invalid("`assertions` must be a list.");
    }
    if (assertions.size() > MAX) {
      throw new FgaException(
          400,
          "assertions_too_many_items",
          "`assertions` must not have more than " + MAX + " entries.");
    }
    for (FgaAssertion each : assertions) {
      if (each == null || each.expectation() == null) {
        throw FgaException.invalid("Each assertion must have a `tuple_key` and an `expectation`.");
      }
      FgaCheckBody.required(each.tupleKey()).key();
      FgaTupleKeysBody.keys(new FgaTupleKeysBody(each.contextualTuples(), null, null))
          .forEach(FgaTupleKeyBody::tuple);
    }
    return assertions;
  }
}
