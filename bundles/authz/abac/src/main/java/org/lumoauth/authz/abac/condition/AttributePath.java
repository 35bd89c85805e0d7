/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.condition;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The path of an attribute, for example {@code user.department}.
 *
 * @param root the root of the path
 * @param name the name of the attribute
 */
public record AttributePath(AttributeRoot root, String name) {

  /** The root of a path. */
  public enum AttributeRoot {
    USER,
    RESOURCE,
    ENVIRONMENT;

    /** Returns the word that paths begin with. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Maximum length of an attribute name. */
  public static final int MAX_NAME = 64;

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

  /** Returns whether a text is a valid attribute name. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Parses a path; {@code env} and {@code context} are aliases of the environment. */
  public static Optional<AttributePath> parse(String path) {
    int dot = path.indexOf('.');
    if (dot < 0 || !isName(path.substring(dot + 1))) {
      return Optional.empty();
    }
    var name = path.substring(dot + 1);
    return switch (path.substring(0, dot)) {
      case "user" -> Optional.of(new AttributePath(AttributeRoot.USER, name));
      case "resource" -> Optional.of(new AttributePath(AttributeRoot.RESOURCE, name));
      case "environment", "env", "context" ->
          Optional.of(new AttributePath(AttributeRoot.ENVIRONMENT, name));
      default -> Optional.empty();
    };
  }

  @Override
  public String toString() {
    return root.word() + "." + name;
  }
}
