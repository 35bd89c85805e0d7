/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.web.ApiException;

/**
 * A query in any of the supported forms.
 *
 * @param permission an alias of relation
 * @param user an alias of subject
 * @param type an alias of object_type when objects are listed
 * @param context the values for conditions
 * @param contextualTuples tuples that apply only to this query
 * @param model the model; by default the current model
 * @param consistency {@code minimize_latency}, {@code at_least_as_fresh} or {@code
 *     fully_consistent}
 * @param token the token of a write or a query, for {@code at_least_as_fresh}
 * @param explain whether the response contains an explanation
 * @param limit the maximum number of listed items
 * @param after the token of the previous slice
 */
record RelationQueryBody(
    String object,
    @JsonProperty("object_type") String objectType,
    @JsonProperty("object_id") String objectId,
    String type,
    String relation,
    String permission,
    String subject,
    String user,
    @JsonProperty("subject_type") String subjectType,
    @JsonProperty("subject_id") String subjectId,
    @JsonProperty("subject_relation") String subjectRelation,
    @JsonProperty("user_type") String userType,
    @JsonProperty("user_id") String userId,
    Map<String, Object> context,
    @JsonProperty("contextual_tuples") List<RelationTupleBody> contextualTuples,
    String model,
    String consistency,
    String token,
    Boolean explain,
    Integer limit,
    String after) {
  private static final int MAX_CONTEXTUAL = 100;

  ObjectRef objectRef() {
    return ObjectAndSubjectTextParser.object(object, objectType, objectId);
  }

  String relationName() {
    return ObjectAndSubjectTextParser.required(
        ObjectAndSubjectTextParser.first(relation, permission), "`relation` is required.");
  }

  RelationSubject subjectRef() {
    return ObjectAndSubjectTextParser.subject(
        ObjectAndSubjectTextParser.first(subject, user),
        ObjectAndSubjectTextParser.first(subjectType, userType),
        ObjectAndSubjectTextParser.first(subjectId, userId),
        subjectRelation);
  }

  String listedType() {
    return ObjectAndSubjectTextParser.required(
        ObjectAndSubjectTextParser.first(objectType, type), "`object_type` is required.");
  }

  boolean explains() {
    return Boolean.TRUE.equals(explain);
  }

  boolean hasContextualTuples() {
    return contextualTuples != null && !contextualTuples.isEmpty();
  }

  RelationQueryContext queryContext() {
    List<RelationTupleBody> contextual = contextualTuples == null ? List.of() : contextualTuples;
    if (contextual.size() > MAX_CONTEXTUAL) {
      throw ApiException.invalid(
          "contextual_tuples", "There can be at most " + MAX_CONTEXTUAL + " contextual tuples.");
    }
    if (contextual.stream().anyMatch(Objects::isNull)) {
      throw ApiException.invalid("contextual_tuples", "`contextual_tuples` must not contain null.");
    }
    return new RelationQueryContext(
        Optional.ofNullable(model).filter(id -> !id.isEmpty()),
        contextual.stream().map(RelationTupleBody::tuple).toList(),
        ConditionContextValidator.checked(context),
        ConsistencyParser.of(consistency, token));
  }
}
