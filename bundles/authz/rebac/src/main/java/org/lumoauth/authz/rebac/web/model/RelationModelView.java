/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import org.lumoauth.api.relation.model.RelationModelVersion;

/**
 * A model version.
 *
 * @param current whether it is used for queries that do not name a model
 * @param shadow whether those queries are also evaluated with it, for comparison
 * @param model the model in OpenFGA's JSON form; omitted in lists
 * @param files the source files; omitted in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RelationModelView(
    String id,
    String language,
    boolean current,
    boolean shadow,
    @JsonProperty("created_at") Instant createdAt,
    @JsonRawValue String model,
    List<ModelSourceBody.ModelFileBody> files) {

  static RelationModelView brief(RelationModelVersion model) {
    return new RelationModelView(
        model.id(),
        ModelSourceBody.name(model.source().language()),
        model.current(),
        model.shadow(),
        model.createdAt(),
        null,
        null);
  }

  static RelationModelView whole(RelationModelVersion model) {
    return new RelationModelView(
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
