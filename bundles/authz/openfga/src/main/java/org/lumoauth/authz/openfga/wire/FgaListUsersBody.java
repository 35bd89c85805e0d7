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

/** The users of a kind who have a relation to an object. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FgaListUsersBody(
    FgaObjectBody object,
    String relation,
    @JsonProperty("user_filters") List<UserTypeFilterBody> userFilters,
    @JsonProperty("contextual_tuples") List<FgaTupleKeyBody> contextualTuples,
    @JsonProperty("authorization_model_id") String modelId,
    Map<String, Object> context,
    String consistency) {

  /** An object in parts. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record FgaObjectBody(String type, String id) {}

  /** What kind of users. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record UserTypeFilterBody(String type, String relation) {}

  /** A user: exactly one of its members is there. */
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

  /** Those who have a relation to an object. */
  public record FgaUsersetBody(String type, String id, String relation) {}

  /** Everything of a type. */
  public record FgaWildcardBody(String type) {}

  /** The answer. */
  public record FgaListUsersResponse(List<FgaUserBody> users) {
    /** Who was found. */
    public static FgaListUsersResponse of(List<RelationSubject> found) {
      return new FgaListUsersResponse(found.stream().map(FgaUserBody::of).toList());
    }
  }

  /** The object, as it is asked for. */
  public ObjectRef checkedObject() {
    if (object == null) {
      throw FgaException.invalid("object is required.");
    }
    return FgaTupleTextParser.object(object.type() + ":" + object.id());
  }

  /** The relation, as it is asked for. */
  public String checkedRelation() {
    return FgaTupleTextParser.relation(relation);
  }

  /** What kind of users is looked for. */
  public RelationSubjectFilter filter() {
    if (userFilters == null || userFilters.size() != 1 || userFilters.get(0) == null) {
      throw FgaException.invalid("user_filters has exactly one filter.");
    }
    return FgaTupleTextParser.filter(userFilters.get(0).type(), userFilters.get(0).relation());
  }

  /** What it rests on. */
  public RelationQueryContext queryContext() {
    List<FgaTupleKeyBody> contextual = contextualTuples == null ? List.of() : contextualTuples;
    return QueryContextParser.toQueryContext(
        modelId,
        FgaTupleKeysBody.keys(new FgaTupleKeysBody(contextual, null, null)),
        context,
        consistency);
  }
}
