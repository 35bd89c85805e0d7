package org.lumoauth.authz.rebac.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleCondition;
import org.lumoauth.api.relation.TupleKey;

/**
 * A tuple in any of the forms that clients send: object and subject as texts, or in parts.
 *
 * @param user the same as subject
 * @param permission the same as relation
 * @param expiresAt from when on it holds no more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TupleBody(
    String object,
    @JsonProperty("object_type") String objectType,
    @JsonProperty("object_id") String objectId,
    String relation,
    String permission,
    String subject,
    String user,
    @JsonProperty("subject_type") String subjectType,
    @JsonProperty("subject_id") String subjectId,
    @JsonProperty("subject_relation") String subjectRelation,
    @JsonProperty("user_type") String userType,
    @JsonProperty("user_id") String userId,
    ConditionBody condition,
    @JsonProperty("expires_at") Instant expiresAt) {

  /** Under which condition it holds. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ConditionBody(String name, Map<String, Object> context) {}

  TupleKey key() {
    return new TupleKey(
        Names.object(object, objectType, objectId),
        Names.required(Names.first(relation, permission), "Name the relation."),
        Names.subject(
            Names.first(subject, user),
            Names.first(subjectType, userType),
            Names.first(subjectId, userId),
            subjectRelation));
  }

  RelationTuple tuple() {
    return new RelationTuple(
        key(),
        Optional.ofNullable(condition).map(TupleBody::condition),
        Optional.ofNullable(expiresAt));
  }

  private static TupleCondition condition(ConditionBody body) {
    return new TupleCondition(
        Names.required(body.name(), "A condition has a name."), Values.checked(body.context()));
  }

  /** The same of a tuple, as texts. */
  static TupleBody of(RelationTuple tuple) {
    TupleKey key = tuple.key();
    return new TupleBody(
        key.object().toString(),
        null,
        null,
        key.relation(),
        null,
        key.subject().toString(),
        null,
        null,
        null,
        null,
        null,
        null,
        tuple.condition().map(c -> new ConditionBody(c.name(), c.context())).orElse(null),
        tuple.expiresAt().orElse(null));
  }
}
