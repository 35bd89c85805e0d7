package org.lumoauth.authz.rebac.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import org.lumoauth.api.relation.StoredModel;

/**
 * A version of the model.
 *
 * @param current whether questions that name no model are answered by it
 * @param shadow whether they are answered by it too, for comparison
 * @param model the model in OpenFGA's JSON form; not in lists
 * @param files what its author wrote; not in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModelBody(
    String id,
    String language,
    boolean current,
    boolean shadow,
    @JsonProperty("created_at") Instant createdAt,
    @JsonRawValue String model,
    List<SourceBody.FileBody> files) {

  static ModelBody brief(StoredModel model) {
    return new ModelBody(
        model.id(),
        SourceBody.name(model.source().language()),
        model.current(),
        model.shadow(),
        model.createdAt(),
        null,
        null);
  }

  static ModelBody whole(StoredModel model) {
    return new ModelBody(
        model.id(),
        SourceBody.name(model.source().language()),
        model.current(),
        model.shadow(),
        model.createdAt(),
        model.json(),
        model.source().files().stream()
            .map(file -> new SourceBody.FileBody(file.name(), file.text()))
            .toList());
  }
}
