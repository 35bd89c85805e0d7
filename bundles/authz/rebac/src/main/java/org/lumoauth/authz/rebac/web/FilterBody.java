package org.lumoauth.authz.rebac.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import javax.ws.rs.QueryParam;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.TupleFilter;

/** Which tuples are meant, as a query or as part of a precondition. */
public final class FilterBody {
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
   * The filter: a subject as text means exactly it; its parts mean whatever has them.
   *
   * @throws org.lumoauth.api.web.Problem 400 if a text is malformed
   */
  TupleFilter filter() {
    Optional<ObjectRef> wholeObject = given(object).map(text -> Names.object(text, null, null));
    Optional<RelationSubject> wholeSubject =
        given(subject).map(text -> Names.subject(text, null, null, null));
    return new TupleFilter(
        wholeObject.map(ObjectRef::type).or(() -> given(objectType)),
        wholeObject.map(ObjectRef::id).or(() -> given(objectId)),
        given(relation),
        wholeSubject.map(RelationSubject::type).or(() -> given(subjectType)),
        wholeSubject.map(RelationSubject::id).or(() -> given(subjectId)),
        wholeSubject
            .map(each -> each.relation().orElse(""))
            .or(() -> Optional.ofNullable(subjectRelation)));
  }

  private static Optional<String> given(String text) {
    return Optional.ofNullable(text).filter(each -> !each.isEmpty());
  }
}
