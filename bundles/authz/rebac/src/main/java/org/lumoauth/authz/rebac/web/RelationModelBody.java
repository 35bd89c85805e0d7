package org.lumoauth.authz.rebac.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import org.lumoauth.api.relation.RelationModelVersion;

/**
 * A version of the model.
 *
 * @param current whether questions that name no model are answered by it
 * @param shadow whether they are answered by it too, for comparison
 * @param model the model in OpenFGA's JSON form; not in lists
 * @param files what its author wrote; not in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RelationModelBody(
    String id,
    String language,
    boolean current,
    boolean shadow,
    @JsonProperty("created_at") Instant createdAt,
    @JsonRawValue String model,
    List<ModelSourceBody.ModelFileBody> files) {

  static RelationModelBody brief(RelationModelVersion model) {
    return new RelationModelBody(
        model.id(),
        ModelSourceBody.name(model.source().language()),
        model.current(),
        model.shadow(),
        model.createdAt(),
        null,
        null);
  }

  static RelationModelBody whole(RelationModelVersion model) {
    return new RelationModelBody(
        model.id(),
        ModelSourceBody.name(model.source().language()),
        model.current(),
        model.shadow(),
        model.createdAt(),
        model.json(),
        model.source().files().stream()
            .map(file -> new ModelSourceBody.ModelFileBody(file.name(), file.text()))
            .toList());
  }
}
