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
 * A question in any of the forms that clients send.
 *
 * @param permission the same as relation
 * @param user the same as subject
 * @param type the same as object_type, where objects are listed
 * @param context values for conditions
 * @param contextualTuples tuples that hold for this question alone
 * @param model by which model; the current one where none is named
 * @param consistency {@code minimize_latency}, {@code at_least_as_fresh} or {@code
 *     fully_consistent}
 * @param token of a write or an answer, for {@code at_least_as_fresh}
 * @param explain whether the answer says why
 * @param limit how many at most, where something is listed
 * @param after the token of the slice before
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
    return TupleTextParser.object(object, objectType, objectId);
  }

  String relationName() {
    return TupleTextParser.required(
        TupleTextParser.first(relation, permission), "Name the relation.");
  }

  RelationSubject subjectRef() {
    return TupleTextParser.subject(
        TupleTextParser.first(subject, user),
        TupleTextParser.first(subjectType, userType),
        TupleTextParser.first(subjectId, userId),
        subjectRelation);
  }

  String listedType() {
    return TupleTextParser.required(
        TupleTextParser.first(objectType, type), "Name the object_type.");
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
          "contextual_tuples", "There are at most " + MAX_CONTEXTUAL + " contextual tuples.");
    }
    if (contextual.stream().anyMatch(Objects::isNull)) {
      throw ApiException.invalid("contextual_tuples", "A contextual tuple is null.");
    }
    return new RelationQueryContext(
        Optional.ofNullable(model).filter(id -> !id.isEmpty()),
        contextual.stream().map(RelationTupleBody::tuple).toList(),
        ConditionContextValues.checked(context),
        ConsistencyParser.of(consistency, token));
  }
}
