package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.QueryContext;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.SubjectFilter;
import org.lumoauth.authz.openfga.FgaFailure;

/** The users of a kind who have a relation to an object. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ListUsersBody(
    ObjectBody object,
    String relation,
    @JsonProperty("user_filters") List<FilterBody> userFilters,
    @JsonProperty("contextual_tuples") List<TupleKeyBody> contextualTuples,
    @JsonProperty("authorization_model_id") String modelId,
    Map<String, Object> context,
    String consistency) {

  /** An object in parts. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record ObjectBody(String type, String id) {}

  /** What kind of users. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record FilterBody(String type, String relation) {}

  /** A user: exactly one of its members is there. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record UserBody(ObjectBody object, UsersetBody userset, WildcardBody wildcard) {
    static UserBody of(RelationSubject subject) {
      if (subject.relation().isPresent()) {
        return new UserBody(
            null, new UsersetBody(subject.type(), subject.id(), subject.relation().get()), null);
      }
      return subject.isWildcard()
          ? new UserBody(null, null, new WildcardBody(subject.type()))
          : new UserBody(new ObjectBody(subject.type(), subject.id()), null, null);
    }
  }

  /** Those who have a relation to an object. */
  public record UsersetBody(String type, String id, String relation) {}

  /** Everything of a type. */
  public record WildcardBody(String type) {}

  /** The answer. */
  public record Answer(List<UserBody> users) {
    /** Who was found. */
    public static Answer of(List<RelationSubject> found) {
      return new Answer(found.stream().map(UserBody::of).toList());
    }
  }

  /** The object, as it is asked for. */
  public ObjectRef checkedObject() {
    if (object == null) {
      throw FgaFailure.invalid("object is required.");
    }
    return TupleText.object(object.type() + ":" + object.id());
  }

  /** The relation, as it is asked for. */
  public String checkedRelation() {
    return TupleText.relation(relation);
  }

  /** What kind of users is looked for. */
  public SubjectFilter filter() {
    if (userFilters == null || userFilters.size() != 1 || userFilters.get(0) == null) {
      throw FgaFailure.invalid("user_filters has exactly one filter.");
    }
    return TupleText.filter(userFilters.get(0).type(), userFilters.get(0).relation());
  }

  /** What it rests on. */
  public QueryContext queryContext() {
    List<TupleKeyBody> contextual = contextualTuples == null ? List.of() : contextualTuples;
    return Asked.context(
        modelId,
        TupleKeysBody.keys(new TupleKeysBody(contextual, null, null)),
        context,
        consistency);
  }
}
