/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.wire;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationSubjectFilter;
import org.lumoauth.authz.openfga.FgaException;

/** Parses objects, users and relations in OpenFGA's notation. */
public final class FgaTupleTextParser {
  private static final int MAX_OBJECT = 256;
  private static final int MAX_USER = 512;
  private static final Pattern OBJECT = Pattern.compile("([^:#@\\s]{1,254}):([^:#\\s]+)");
  private static final Pattern USER =
      Pattern.compile("([^:#@\\s]{1,254}):([^:#\\s]+)(?:#([^:#@\\s]{1,50}))?");
  private static final Pattern RELATION = Pattern.compile("[^:#@\\s]{1,50}");
  private static final Pattern TYPE = Pattern.compile("[^:#@\\s]{1,254}");

  private FgaTupleTextParser() {}

  /**
   * Parses an object, for example {@code document:1}.
   *
   * @throws FgaException 400 for an invalid object
   */
  public static ObjectRef object(String text) {
    Matcher form = matched(OBJECT, text, MAX_OBJECT, "object", "type:id");
    return new ObjectRef(form.group(1), form.group(2));
  }

  /**
   * Parses a user: {@code user:anne}, {@code user:*} or {@code group:eng#member}.
   *
   * @throws FgaException 400 for an invalid user
   */
  public static RelationSubject user(String text) {
    Matcher form = matched(USER, text, MAX_USER, "user", "type:id, type:* or type:id#relation");
    String relation = form.group(3);
    if (relation != null && form.group(2).equals(RelationSubject.WILDCARD)) {
      throw FgaException.invalid("`user` with a relation must name one object, not a wildcard.");
    }
    return new RelationSubject(form.group(1), form.group(2), Optional.ofNullable(relation));
  }

  /**
   * Parses the name of a relation.
   *
   * @throws FgaException 400 for an invalid name
   */
  public static String relation(String text) {
    if (text == null || !RELATION.matcher(text).matches()) {
      throw FgaException.invalid(
          "`relation` must be 1 to 50 characters without spaces, :, # and @.");
    }
    return text;
  }

  /**
   * Parses the name of a type.
   *
   * @throws FgaException 400 for an invalid name
   */
  public static String type(String text) {
    if (text == null || !TYPE.matcher(text).matches()) {
      throw FgaException.invalid("`type` must be 1 to 254 characters without spaces, :, # and @.");
    }
    return text;
  }

  /** Returns the filter for the type of users. */
  public static RelationSubjectFilter filter(String type, String relation) {
    return new RelationSubjectFilter(
        type(type),
        relation == null || relation.isEmpty()
            ? Optional.empty()
            : Optional.of(relation(relation)));
  }

  private static Matcher matched(Pattern form, String text, int max, String name, String like) {
    if (text != null && text.length() <= max) {
      Matcher matcher = form.matcher(text);
      if (matcher.matches()) {
        return matcher;
      }
    }
    throw FgaException.invalid(
        "`" + name + "` must have the form " + like + " and at most " + max + " characters.");
  }
}
