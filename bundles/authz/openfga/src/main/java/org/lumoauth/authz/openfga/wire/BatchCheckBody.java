package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.lumoauth.api.relation.RelationQueries.Single;
import org.lumoauth.authz.openfga.FgaFailure;

/** Several questions at once. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BatchCheckBody(
    List<Item> checks, @JsonProperty("authorization_model_id") String modelId, String consistency) {
  private static final int MAX_CHECKS = 50;
  private static final Pattern CORRELATION = Pattern.compile("[\\w-]{1,36}");

  /** One of them. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Item(
      @JsonProperty("tuple_key") TupleKeyBody tupleKey,
      @JsonProperty("contextual_tuples") TupleKeysBody contextualTuples,
      Map<String, Object> context,
      @JsonProperty("correlation_id") String correlationId) {}

  /** The answers by correlation id. */
  public record Answer(Map<String, One> result) {}

  /** One answer: either of both. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record One(Boolean allowed, Failed error) {}

  /** Why one has no answer. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Failed(
      @JsonProperty("input_error") String inputError,
      @JsonProperty("internal_error") String internalError,
      String message) {

    /** The same as a failure of a single question. */
    public static One of(FgaFailure failure) {
      boolean input = failure.status() < 500;
      return new One(
          null,
          new Failed(
              input ? failure.code() : null, input ? null : failure.code(), failure.getMessage()));
    }
  }

  /**
   * The questions, each with an id of its own.
   *
   * @throws FgaFailure 400
   */
  public List<Item> items() {
    if (checks == null || checks.isEmpty()) {
      throw FgaFailure.invalid("checks has at least one check.");
    }
    if (checks.size() > MAX_CHECKS) {
      throw FgaFailure.invalid("checks has at most " + MAX_CHECKS + " checks.");
    }
    var ids = new HashSet<String>();
    for (Item item : checks) {
      String id = item == null ? null : item.correlationId();
      if (id == null || !CORRELATION.matcher(id).matches()) {
        throw FgaFailure.invalid(
            "correlation_id has 1 to 36 characters: letters, digits, _ and -.");
      }
      if (!ids.add(id)) {
        throw FgaFailure.invalid("The correlation_id " + id + " is there twice.");
      }
    }
    return checks;
  }

  /** One of them as the engine asks it. */
  public Single single(Item item) {
    return new Single(
        CheckBody.required(item.tupleKey()).key(),
        Asked.context(
            modelId, TupleKeysBody.keys(item.contextualTuples()), item.context(), consistency));
  }
}
