package org.lumoauth.platform.web.routing;

/**
 * What a caller must be to use an operation.
 *
 * @param kind what is asked of it
 * @param permission the permission, for {@link Kind#PERMISSION} alone; else empty
 */
public record Guard(Kind kind, String permission) {

  /** Kinds of guard. */
  public enum Kind {
    /** Nothing is asked. */
    OPEN,
    /** The endpoint authenticates an OAuth client itself. */
    CLIENT,
    /** Any caller of the tenant. */
    AUTHENTICATED,
    /** The operator. */
    OPERATOR,
    /** A caller with a permission. */
    PERMISSION,
    /** Nobody: the module's author forgot to say. */
    NOBODY
  }

  private static final String PERMISSION_PREFIX = "permission:";

  /** A guard without a permission. */
  public static Guard of(Kind kind) {
    return new Guard(kind, "");
  }

  /** A guard with one. */
  public static Guard permission(String permission) {
    return new Guard(Kind.PERMISSION, permission);
  }

  /** Whether an access token opens the operation: it is a protected resource. */
  public boolean isResource() {
    return kind == Kind.AUTHENTICATED || kind == Kind.PERMISSION;
  }

  /** Reads a guard as {@link #toString} writes it; what cannot be read lets nobody in. */
  public static Guard parse(String text) {
    return switch (text) {
      case "open" -> of(Kind.OPEN);
      case "client" -> of(Kind.CLIENT);
      case "authenticated" -> of(Kind.AUTHENTICATED);
      case "operator" -> of(Kind.OPERATOR);
      default ->
          text.startsWith(PERMISSION_PREFIX)
              ? permission(text.substring(PERMISSION_PREFIX.length()))
              : of(Kind.NOBODY);
    };
  }

  @Override
  public String toString() {
    return switch (kind) {
      case OPEN -> "open";
      case CLIENT -> "client";
      case AUTHENTICATED -> "authenticated";
      case OPERATOR -> "operator";
      case PERMISSION -> PERMISSION_PREFIX + permission;
      case NOBODY -> "nobody";
    };
  }
}
