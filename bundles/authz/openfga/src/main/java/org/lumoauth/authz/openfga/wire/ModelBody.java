package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import org.lumoauth.api.relation.Slice;
import org.lumoauth.api.relation.StoredModel;
import org.lumoauth.authz.openfga.FgaIds;

/** Models on the wire. */
public final class ModelBody {

  private ModelBody() {}

  /** A model that was written. */
  public record Written(@JsonProperty("authorization_model_id") String modelId) {}

  /** One model. */
  public record One(@JsonProperty("authorization_model") @JsonRawValue String model) {
    /** The same of a model. */
    public static One of(StoredModel model) {
      return new One(withId(model));
    }
  }

  /** Some models. */
  public record Listed(
      @JsonProperty("authorization_models") @JsonRawValue String models,
      @JsonProperty("continuation_token") String continuationToken) {

    /** What was found. */
    public static Listed of(Slice<StoredModel> slice) {
      List<String> each = slice.items().stream().map(ModelBody::withId).toList();
      return new Listed("[" + String.join(",", each) + "]", slice.next().orElse(""));
    }
  }

  /** What is kept is the compiler's own JSON object and never empty: the id goes in front. */
  private static String withId(StoredModel model) {
    String json = model.json().strip();
    return "{\"id\":\"" + FgaIds.plain(model.id()) + "\"," + json.substring(1);
  }
}
