package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import org.lumoauth.api.relation.RelationModelVersion;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.authz.openfga.FgaIdMapper;

/** Models on the wire. */
public final class FgaModelBodies {

  private FgaModelBodies() {}

  /** A model that was written. */
  public record WriteModelResponse(@JsonProperty("authorization_model_id") String modelId) {}

  /** One model. */
  public record ReadModelResponse(@JsonProperty("authorization_model") @JsonRawValue String model) {
    /** The same of a model. */
    public static ReadModelResponse of(RelationModelVersion model) {
      return new ReadModelResponse(withId(model));
    }
  }

  /** Some models. */
  public record ListModelsResponse(
      @JsonProperty("authorization_models") @JsonRawValue String models,
      @JsonProperty("continuation_token") String continuationToken) {

    /** What was found. */
    public static ListModelsResponse of(ResultSlice<RelationModelVersion> slice) {
      List<String> each = slice.items().stream().map(FgaModelBodies::withId).toList();
      return new ListModelsResponse("[" + String.join(",", each) + "]", slice.next().orElse(""));
    }
  }

  /** What is kept is the compiler's own JSON object and never empty: the id goes in front. */
  private static String withId(RelationModelVersion model) {
    String json = model.json().strip();
    return "{\"id\":\"" + FgaIdMapper.plain(model.id()) + "\"," + json.substring(1);
  }
}
