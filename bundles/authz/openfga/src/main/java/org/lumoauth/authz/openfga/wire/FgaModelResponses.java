/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.api.relation.model.RelationModelVersion;
import org.lumoauth.authz.openfga.FgaIdMapper;

/** Models on the wire. */
public final class FgaModelResponses {

  private FgaModelResponses() {}

  /** The id of a written model. */
  public record WriteModelResponse(@JsonProperty("authorization_model_id") String modelId) {}

  /** One model. */
  public record ReadModelResponse(@JsonProperty("authorization_model") @JsonRawValue String model) {
    /** Creates the response. */
    public static ReadModelResponse of(RelationModelVersion model) {
      return new ReadModelResponse(withId(model));
    }
  }

  /** A page of models. */
  public record ListModelsResponse(
      @JsonProperty("authorization_models") @JsonRawValue String models,
      @JsonProperty("continuation_token") String continuationToken) {

    /** Creates the response. */
    public static ListModelsResponse of(ResultSlice<RelationModelVersion> slice) {
      List<String> each = slice.items().stream().map(FgaModelResponses::withId).toList();
      return new ListModelsResponse("[" + String.join(",", each) + "]", slice.next().orElse(""));
    }
  }

  /**
   * Returns the model with its id. The stored JSON is the compiler's own non-empty object, so the
   * id is inserted as its first member.
   */
  private static String withId(RelationModelVersion model) {
    String json = model.json().strip();
    return "{\"id\":\"" + FgaIdMapper.plain(model.id()) + "\"," + json.substring(1);
  }
}
