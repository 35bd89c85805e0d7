/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.routing;

/**
 * The requirement for callers of an operation.
 *
 * @param kind the kind of requirement
 * @param permission the permission, only for {@link AccessRequirementKind#PERMISSION}; otherwise
 *     empty
 */
public record AccessRequirement(AccessRequirementKind kind, String permission) {

  /** Kinds of guard. */
  public enum AccessRequirementKind {
    /** No authentication is required. */
    OPEN,
    /** The endpoint authenticates an OAuth client itself. */
    CLIENT,
    /** Any authenticated caller of the tenant. */
    AUTHENTICATED,
    /** The operator. */
    OPERATOR,
    /** A caller with a permission. */
    PERMISSION,
    /** No caller is allowed, because the module declares no guard. */
    NOBODY
  }

  private static final String PERMISSION_PREFIX = "permission:";

  /** Creates a guard without a permission. */
  public static AccessRequirement of(AccessRequirementKind kind) {
    return new AccessRequirement(kind, "");
  }

  /** Creates a guard that requires a permission. */
  public static AccessRequirement permission(String permission) {
    return new AccessRequirement(AccessRequirementKind.PERMISSION, permission);
  }

  /** Returns whether the operation accepts access tokens, so that it is a protected resource. */
  public boolean isResource() {
    return kind == AccessRequirementKind.AUTHENTICATED || kind == AccessRequirementKind.PERMISSION;
  }

  /** Parses the format of {@link #toString}; an unknown value allows no caller. */
  public static AccessRequirement parse(String text) {
    return switch (text) {
      case "open" -> of(AccessRequirementKind.OPEN);
      case "client" -> of(AccessRequirementKind.CLIENT);
      case "authenticated" -> of(AccessRequirementKind.AUTHENTICATED);
      case "operator" -> of(AccessRequirementKind.OPERATOR);
      default ->
          text.startsWith(PERMISSION_PREFIX)
              ? permission(text.substring(PERMISSION_PREFIX.length()))
              : of(AccessRequirementKind.NOBODY);
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
