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

/** Several questions at once. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FgaBatchCheckBody(
    List<BatchCheckItem> checks,
    @JsonProperty("authorization_model_id") String modelId,
    String consistency) {
  private static final int MAX_CHECKS = 50;
  private static final Pattern CORRELATION = Pattern.compile("[\\w-]{1,36}");

  /** One of them. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record BatchCheckItem(
      @JsonProperty("tuple_key") FgaTupleKeyBody tupleKey,
      @JsonProperty("contextual_tuples") FgaTupleKeysBody contextualTuples,
      Map<String, Object> context,
      @JsonProperty("correlation_id") String correlationId) {}

  /** The answers by correlation id. */
  public record BatchCheckResponse(Map<String, BatchCheckSingleResult> result) {}

  /** One answer: either of both. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record BatchCheckSingleResult(Boolean allowed, BatchCheckError error) {}

  /** Why one has no answer. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record BatchCheckError(
      @JsonProperty("input_error") String inputError,
      @JsonProperty("internal_error") String internalError,
      String message) {

    /** The same as a failure of a single question. */
    public static BatchCheckSingleResult of(FgaException failure) {
      boolean input = failure.status() < 500;
      return new BatchCheckSingleResult(
          null,
          new BatchCheckError(
              input ? failure.code() : null, input ? null : failure.code(), failure.getMessage()));
    }
  }

  /**
   * The questions, each with an id of its own.
   *
   * @throws FgaException 400
   */
  public List<BatchCheckItem> items() {
    if (checks == null || checks.isEmpty()) {
      throw FgaException.invalid("checks has at least one check.");
    }
    if (checks.size() > MAX_CHECKS) {
      throw FgaException.invalid("checks has at most " + MAX_CHECKS + " checks.");
    }
    var ids = new HashSet<String>();
    for (BatchCheckItem item : checks) {
      String id = item == null ? null : item.correlationId();
      if (id == null || !CORRELATION.matcher(id).matches()) {
        throw FgaException.invalid(
            "correlation_id has 1 to 36 characters: letters, digits, _ and -.");
      }
      if (!ids.add(id)) {
        throw FgaException.invalid("The correlation_id " + id + " is there twice.");
      }
    }
    return checks;
  }

  /** One of them as the engine asks it. */
  public RelationBatchCheckItem single(BatchCheckItem item) {
    return new RelationBatchCheckItem(
        FgaCheckBody.required(item.tupleKey()).key(),
        QueryContextParser.toQueryContext(
            modelId, FgaTupleKeysBody.keys(item.contextualTuples()), item.context(), consistency));
  }
}
