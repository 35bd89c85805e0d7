package org.lumoauth.platform.web.routing;

/**
 * What a caller must be to use an operation.
 *
 * @param kind what is asked of it
 * @param permission the permission, for {@link AccessGuardKind#PERMISSION} alone; else empty
 */
public record AccessGuard(AccessGuardKind kind, String permission) {

  /** Kinds of guard. */
  public enum AccessGuardKind {
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
  public static AccessGuard of(AccessGuardKind kind) {
    return new AccessGuard(kind, "");
  }

  /** A guard with one. */
  public static AccessGuard permission(String permission) {
    return new AccessGuard(AccessGuardKind.PERMISSION, permission);
  }

  /** Whether an access token opens the operation: it is a protected resource. */
  public boolean isResource() {
    return kind == AccessGuardKind.AUTHENTICATED || kind == AccessGuardKind.PERMISSION;
  }

  /** Reads a guard as {@link #toString} writes it; what cannot be read lets nobody in. */
  public static AccessGuard parse(String text) {
    return switch (text) {
      case "open" -> of(AccessGuardKind.OPEN);
      case "client" -> of(AccessGuardKind.CLIENT);
      case "authenticated" -> of(AccessGuardKind.AUTHENTICATED);
      case "operator" -> of(AccessGuardKind.OPERATOR);
      default ->
          text.startsWith(PERMISSION_PREFIX)
              ? permission(text.substring(PERMISSION_PREFIX.length()))
              : of(AccessGuardKind.NOBODY);
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
