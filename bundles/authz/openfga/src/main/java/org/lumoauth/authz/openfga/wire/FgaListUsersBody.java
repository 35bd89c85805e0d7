/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationSubjectFilter;
import org.lumoauth.authz.openfga.FgaException;

/** A request for the users of a type that have a relation to an object. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FgaListUsersBody(
    FgaObjectBody object,
    String relation,
    @JsonProperty("user_filters") List<UserTypeFilterBody> userFilters,
    @JsonProperty("contextual_tuples") List<FgaTupleKeyBody> contextualTuples,
    @JsonProperty("authorization_model_id") String modelId,
    Map<String, Object> context,
    String consistency) {

  /** An object, split into type and id. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record FgaObjectBody(String type, String id) {}

  /** The type of the requested users. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record UserTypeFilterBody(String type, String relation) {}

  /** A user: exactly one member is present. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FgaUserBody(
      FgaObjectBody object, FgaUsersetBody userset, FgaWildcardBody wildcard) {
    static FgaUserBody of(RelationSubject subject) {
      if (subject.relation().isPresent()) {
        return new FgaUserBody(
            null, new FgaUsersetBody(subject.type(), subject.id(), subject.relation().get()), null);
      }
      return subject.isWildcard()
          ? new FgaUserBody(null, null, new FgaWildcardBody(subject.type()))
          : new FgaUserBody(new FgaObjectBody(subject.type(), subject.id()), null, null);
    }
  }

  /** A userset: the users with a relation to an object. */
  public record FgaUsersetBody(String type, String id, String relation) {}

  /** A wildcard for all objects of a type. */
  public record FgaWildcardBody(String type) {}

  /** The users. */
  public record FgaListUsersResponse(List<FgaUserBody> users) {
    /** Creates the response. */
    public static FgaListUsersResponse of(List<RelationSubject> found) {
      return new FgaListUsersResponse(found.stream().map(FgaUserBody::of).toList());
    }
  }

  /** Returns the validated object. */
  public ObjectRef checkedObject() {
    if (object == null) {
      throw FgaException.invalid("`object` is required.");
    }
    return FgaTupleTextParser.object(object.type() + ":" + object.id());
  }

  /** Returns the validated relation. */
  public String checkedRelation() {
    return FgaTupleTextParser.relation(relation);
  }

  /** Returns the filter for the type of users. */
  public RelationSubjectFilter filter() {
    if (userFilters == null || userFilters.size() != 1 || userFilters.get(0) == null) {
      throw FgaException.invalid("`user_filters` must have exactly one entry.");
    }
    return FgaTupleTextParser.filter(userFilters.get(0).type(), userFilters.get(0).relation());
  }

  /** Returns the model, contextual tuples, context and consistency. */
  public RelationQueryContext queryContext() {
    List<FgaTupleKeyBody> contextual = contextualTuples == null ? List.of() : contextualTuples;
    return QueryContextParser.toQueryContext(
        modelId,
        FgaTupleKeysBody.keys(new FgaTupleKeysBody(contextual, null, null)),
        context,
        consistency);
  }
}
