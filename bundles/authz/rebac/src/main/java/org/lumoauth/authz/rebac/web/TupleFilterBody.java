/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import javax.ws.rs.QueryParam;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.TupleFilter;
import org.lumoauth.api.web.ApiException;

/** A tuple filter in a query or a precondition. */
public final class TupleFilterBody {
  @JsonProperty
  @QueryParam("object")
  private String object;

  @JsonProperty("object_type")
  @QueryParam("object_type")
  private String objectType;

  @JsonProperty("object_id")
  @QueryParam("object_id")
  private String objectId;

  @JsonProperty
  @QueryParam("relation")
  private String relation;

  @JsonProperty
  @QueryParam("subject")
  private String subject;

  @JsonProperty("subject_type")
  @QueryParam("subject_type")
  private String subjectType;

  @JsonProperty("subject_id")
  @QueryParam("subject_id")
  private String subjectId;

  @JsonProperty("subject_relation")
  @QueryParam("subject_relation")
  private String subjectRelation;

  /**
   * Returns the filter. A subject as text matches exactly; its parts match all subjects with these
   * parts. An omitted value matches any value. An empty text is refused, except for the relation of
   * a subject, where it matches subjects without a relation.
   *
   * @throws org.lumoauth.api.web.ApiException 400 if a text is malformed or empty, or two aliases
   *     have different values
   */
  TupleFilter filter() {
    Optional<ObjectRef> wholeObject =
        given("object", object)
            .map(text -> ObjectAndSubjectTextParser.object(text, objectType, objectId));
    Optional<RelationSubject> wholeSubject =
        given("subject", subject)
            .map(
                text ->
                    ObjectAndSubjectTextParser.subject(
                        text, subjectType, subjectId, subjectRelation));
    return new TupleFilter(
        wholeObject.map(ObjectRef::type).or(() -> given("object_type", objectType)),
        wholeObject.map(ObjectRef::id).or(() -> given("object_id", objectId)),
        given("relation", relation),
        wholeSubject.map(RelationSubject::type).or(() -> given("subject_type", subjectType)),
        wholeSubject.map(RelationSubject::id).or(() -> given("subject_id", subjectId)),
        wholeSubject
            .map(each -> each.relation().orElse(""))
            .or(() -> Optional.ofNullable(subjectRelation)));
  }

  private static Optional<String> given(String name, String text) {
    if (text != null && text.isEmpty()) {
      throw new ApiException(
          400, "MISSING_FIELDS", name + " must not be empty. Omit it to match any value.");
    }
    return Optional.ofNullable(text);
  }
}
