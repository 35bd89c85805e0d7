package org.lumoauth.authz.abac.condition;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names an attribute, as {@code user.department}.
 *
 * @param root of what
 * @param name which
 */
public record AttributePath(AttributeRoot root, String name) {

  /** Of what an attribute is. */
  public enum AttributeRoot {
    USER,
    RESOURCE,
    ENVIRONMENT;

    /** The word that paths begin with. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The longest name of an attribute. */
  public static final int MAX_NAME = 64;

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

  /** Whether an attribute may be called so. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** The attribute of a path; {@code env} and {@code context} are the environment too. */
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
