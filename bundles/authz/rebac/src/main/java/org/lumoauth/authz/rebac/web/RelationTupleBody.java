/* SPDX-License-Identifier: Apache-2.0 */
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
 * A tuple in any of the supported forms: object and subject as texts, or in parts.
 *
 * @param user an alias of subject
 * @param permission an alias of relation
 * @param expiresAt when the tuple expires
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RelationTupleBody(
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
    TupleConditionBody condition,
    @JsonProperty("expires_at") Instant expiresAt) {

  /** The condition of a tuple. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TupleConditionBody(String name, Map<String, Object> context) {}

  TupleKey key() {
    return new TupleKey(
        ObjectAndSubjectTextParser.object(object, objectType, objectId),
        ObjectAndSubjectTextParser.required(
            ObjectAndSubjectTextParser.first(relation, permission), "`relation` is required."),
        ObjectAndSubjectTextParser.subject(
            ObjectAndSubjectTextParser.first(subject, user),
            ObjectAndSubjectTextParser.first(subjectType, userType),
            ObjectAndSubjectTextParser.first(subjectId, userId),
            subjectRelation));
  }

  RelationTuple tuple() {
    return new RelationTuple(
        key(),
        Optional.ofNullable(condition).map(RelationTupleBody::condition),
        Optional.ofNullable(expiresAt));
  }

  private static TupleCondition condition(TupleConditionBody body) {
    return new TupleCondition(
        ObjectAndSubjectTextParser.required(body.name(), "`condition.name` is required."),
        ConditionContextValidator.checked(body.context()));
  }

  /** Returns the text form of a tuple. */
  static RelationTupleBody of(RelationTuple tuple) {
    TupleKey key = tuple.key();
    return new RelationTupleBody(
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
        tuple.condition().map(c -> new TupleConditionBody(c.name(), c.context())).orElse(null),
        tuple.expiresAt().orElse(null));
  }
}
