/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.lumoauth.api.relation.RelationQueryService.RelationBatchCheckItem;
import org.lumoauth.authz.openfga.FgaException;

/** Several checks in one request. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FgaBatchCheckBody(
    List<BatchCheckItem> checks,
    @JsonProperty("authorization_model_id") String modelId,
    String consistency) {
  private static final int MAX_CHECKS = 50;
  private static final Pattern CORRELATION = Pattern.compile("[\\w-]{1,36}");

  /** One check of a batch. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record BatchCheckItem(
      @JsonProperty("tuple_key") FgaTupleKeyBody tupleKey,
      @JsonProperty("contextual_tuples") FgaTupleKeysBody contextualTuples,
      Map<String, Object> context,
      @JsonProperty("correlation_id") String correlationId) {}

  /** The results by correlation id. */
  public record BatchCheckResponse(Map<String, BatchCheckSingleResult> result) {}

  /** One result: either a decision or an error. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record BatchCheckSingleResult(Boolean allowed, BatchCheckError error) {}

  /** The error of one check. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record BatchCheckError(
      @JsonProperty("input_error") String inputError,
      @JsonProperty("internal_error") String internalError,
      String message) {

    /** Creates the result from the error of a single check. */
    public static BatchCheckSingleResult of(FgaException failure) {
      boolean input = failure.status() < 500;
      return new BatchCheckSingleResult(
          null,
          new BatchCheckError(
              input ? failure.code() : null, input ? null : failure.code(), failure.getMessage()));
    }
  }

  /**
   * Returns the checks, each with a unique correlation id.
   *
   * @throws FgaException 400 for an invalid batch
   */
  public List<BatchCheckItem> items() {
    if (checks == null || checks.isEmpty()) {
      throw FgaException.invalid("`checks` must have at least one entry.");
    }
    if (checks.size() > MAX_CHECKS) {
      throw FgaException.invalid("`checks` must not have more than " + MAX_CHECKS + " entries.");
    }
    var ids = new HashSet<String>();
    for (BatchCheckItem item : checks) {
      String id = item == null ? null : item.correlationId();
      if (id == null || !CORRELATION.matcher(id).matches()) {
        throw FgaException.invalid(
            "`correlation_id` must be 1 to 36 characters: letters, digits, _ and -.");
      }
      if (!ids.add(id)) {
        throw FgaException.invalid("The `correlation_id` " + id + " is used more than once.");
      }
    }
    return checks;
  }

  /** Converts a check for the engine. */
  public RelationBatchCheckItem single(BatchCheckItem item) {
    return new RelationBatchCheckItem(
        FgaCheckBody.required(item.tupleKey()).key(),
        QueryContextParser.toQueryContext(
            modelId, FgaTupleKeysBody.keys(item.contextualTuples()), item.context(), consistency));
  }
}
