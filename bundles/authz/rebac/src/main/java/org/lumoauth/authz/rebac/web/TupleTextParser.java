package org.lumoauth.authz.rebac.web;

import java.util.Optional;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.web.ApiException;

/**
 * Objects and subjects as texts: {@code type:id}, for subjects also {@code type:*} and {@code
 * type:id#relation}. A type ends at the first colon, a userset's relation begins at the last number
 * sign.
 */
final class TupleTextParser {
  private static final String DEFAULT_TYPE = "user";

  private TupleTextParser() {}

  /**
   * An object in either form.
   *
   * @throws ApiException 400 {@code MISSING_FIELDS}
   */
  static ObjectRef object(String text, String type, String id) {
    if (text == null) {
      return new ObjectRef(
          required(type, "Name the object: object, or object_type and object_id."),
          required(id, "Name the object: object, or object_type and object_id."));
    }
    int colon = colon(text, "object");
    return new ObjectRef(
        first(text.substring(0, colon), type), first(text.substring(colon + 1), id));
  }

  /**
   * A subject in either form; in the split form its type is {@code user} where none is named.
   *
   * @throws ApiException 400 {@code MISSING_FIELDS}
   */
  static RelationSubject subject(String text, String type, String id, String relation) {
    if (text == null) {
      return new RelationSubject(
          type == null || type.isEmpty() ? DEFAULT_TYPE : type,
          required(id, "Name the subject: subject, or subject_type and subject_id."),
          Optional.ofNullable(relation).filter(name -> !name.isEmpty()));
    }
    var subject = subject(text);
    first(subject.type(), type);
    first(subject.id(), id);
    if (relation != null && !relation.equals(subject.relation().orElse(""))) {
      throw ambiguous();
    }
    return subject;
  }

  private static RelationSubject subject(String text) {
    int colon = colon(text, "subject");
    int hash = text.lastIndexOf('#');
    return hash < colon
        ? RelationSubject.of(text.substring(0, colon), text.substring(colon + 1))
        : RelationSubject.userset(
            text.substring(0, colon), text.substring(colon + 1, hash), text.substring(hash + 1));
  }

  /**
   * A text that has to be there.
   *
   * @throws ApiException 400 {@code MISSING_FIELDS}
   */
  static String required(String text, String message) {
    if (text == null || text.isBlank()) {
      throw new ApiException(400, "MISSING_FIELDS", message);
    }
    return text;
  }

  /**
   * The one of several names for the same that was given; null if none was.
   *
   * @throws ApiException 400 {@code MISSING_FIELDS} if two of them differ: nobody can tell which is
   *     meant
   */
  static String first(String... names) {
    String given = null;
    for (String name : names) {
      if (name != null && !name.isEmpty()) {
        if (given != null && !given.equals(name)) {
          throw ambiguous();
        }
        given = name;
      }
    }
    return given;
  }

  private static ApiException ambiguous() {
    return new ApiException(400, "MISSING_FIELDS", "The request names two things in one place.");
  }

  private static int colon(String text, String name) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw new ApiException(
          400, "MISSING_FIELDS", "The " + name + " has the form type:id, as document:plan.");
    }
    return colon;
  }
}
