package org.lumoauth.authz.openfga.wire;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationSubjectFilter;
import org.lumoauth.authz.openfga.FgaException;

/** Objects, users and relations as OpenFGA writes them. */
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
   * Reads {@code document:1}.
   *
   * @throws FgaException 400
   */
  public static ObjectRef object(String text) {
    Matcher form = matched(OBJECT, text, MAX_OBJECT, "object", "type:id");
    return new ObjectRef(form.group(1), form.group(2));
  }

  /**
   * Reads {@code user:anne}, {@code user:*} or {@code group:eng#member}.
   *
   * @throws FgaException 400
   */
  public static RelationSubject user(String text) {
    Matcher form = matched(USER, text, MAX_USER, "user", "type:id, type:* or type:id#relation");
    String relation = form.group(3);
    if (relation != null && form.group(2).equals(RelationSubject.WILDCARD)) {
      throw FgaException.invalid("user names a relation of one object, not of all of a type.");
    }
    return new RelationSubject(form.group(1), form.group(2), Optional.ofNullable(relation));
  }

  /**
   * Reads the name of a relation.
   *
   * @throws FgaException 400
   */
  public static String relation(String text) {
    if (text == null || !RELATION.matcher(text).matches()) {
      throw FgaException.invalid(
          "relation has 1 to 50 characters, none of them a space, :, # or @.");
    }
    return text;
  }

  /**
   * Reads the name of a type.
   *
   * @throws FgaException 400
   */
  public static String type(String text) {
    if (text == null || !TYPE.matcher(text).matches()) {
      throw FgaException.invalid("type has 1 to 254 characters, none of them a space, :, # or @.");
    }
    return text;
  }

  /** What kind of users is looked for. */
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
        name + " has the form " + like + " and at most " + max + " characters.");
  }
}
