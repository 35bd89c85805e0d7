/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web;

import java.util.Optional;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.web.ApiException;

/**
 * Parses objects and subjects as texts: {@code type:id}, for subjects also {@code type:*} and
 * {@code type:id#relation}. The first colon ends the type; the last number sign begins the relation
 * of a userset.
 */
public final class ObjectAndSubjectTextParser {
  private static final String DEFAULT_TYPE = "user";

  private ObjectAndSubjectTextParser() {}

  /**
   * Returns an object in either form.
   *
   * @throws ApiException 400 {@code MISSING_FIELDS} if it is incomplete
   */
  static ObjectRef object(String text, String type, String id) {
    if (text == null) {
      return new ObjectRef(
          required(type, "Either `object`, or `object_type` and `object_id` are required."),
          required(id, "Either `object`, or `object_type` and `object_id` are required."));
    }
    int colon = colon(text, "object");
    return new ObjectRef(
        first(text.substring(0, colon), type), first(text.substring(colon + 1), id));
  }

  /**
   * Returns a subject in either form. In the split form the default type is {@code user}.
   *
   * @throws ApiException 400 {@code MISSING_FIELDS} if it is incomplete
   */
  static RelationSubject subject(String text, String type, String id, String relation) {
    if (text == null) {
      return new RelationSubject(
          type == null || type.isEmpty() ? DEFAULT_TYPE : type,
          required(id, "Either `subject`, or `subject_type` and `subject_id` are required."),
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
   * Returns a required text.
   *
   * @throws ApiException 400 {@code MISSING_FIELDS} if it is missing
   */
  public static String required(String text, String message) {
    if (text == null || text.isBlank()) {
      throw new ApiException(400, "MISSING_FIELDS", message);
    }
    return text;
  }

  /**
   * Returns the value of several aliases, or null.
   *
   * @throws ApiException 400 {@code MISSING_FIELDS} if two of them differ, because the intended
   *     value is unknown
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
    return new ApiException(
        400,
        "MISSING_FIELDS",
        "A field was sent under two names with different values, for example "
            + "`subject` and `user`. Send each field once.");
  }

  private static int colon(String text, String name) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw new ApiException(
          400,
          "MISSING_FIELDS",
          "The " + name + " must have the form type:id, for example document:plan.");
    }
    return colon;
  }
}
